; What Windows knows of the program: menus, the list of programs, what a right click on a PDF offers.
!define KIND "PosDesk.Bundle"
!define VERB "Software\Classes\SystemFileAssociations\.pdf\shell\PosDesk.Check"
!define APP_PATH "Software\Microsoft\Windows\CurrentVersion\App Paths\posdeskw.exe"

; The list's own words for SHChangeNotify: associations changed.
!define TellExplorer "System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'"
!define TellEnvironment "SendMessage ${HWND_BROADCAST} ${WM_SETTINGCHANGE} 0 'STR:Environment' /TIMEOUT=5000"

Function WriteTraces
    SetOutPath "$INSTDIR"
    CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$Program\posdeskw.exe" "" "" 0 SW_SHOWNORMAL "" "$(Comment)"
    ${If} $OnDesktop == 1
        CreateShortcut "$DESKTOP\${NAME}.lnk" "$Program\posdeskw.exe" "" "" 0 SW_SHOWNORMAL "" "$(Comment)"
    ${Else}
        Delete "$DESKTOP\${NAME}.lnk"
    ${EndIf}
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "DisplayIcon" "$Program\posdeskw.exe,0"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "UninstallString" '"$Program\uninstall.exe"'
    WriteRegStr SHCTX "${UNINSTALL_KEY}" "QuietUninstallString" '"$Program\uninstall.exe" /S'
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "EstimatedSize" ${KIB}
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoModify" 1
    WriteRegDWORD SHCTX "${UNINSTALL_KEY}" "NoRepair" 1
    WriteRegStr SHCTX "${APP_PATH}" "" "$Program\posdeskw.exe"
    ; One of several ways to open a PDF, never the usual one.
    WriteRegStr SHCTX "${VERB}" "" "$(CheckVerb)"
    WriteRegStr SHCTX "${VERB}" "Icon" "$Program\posdeskw.exe,0"
    WriteRegStr SHCTX "${VERB}\command" "" '"$Program\posdeskw.exe" open "%1"'
    WriteRegStr SHCTX "Software\Classes\${KIND}" "" "$(BundleKind)"
    WriteRegStr SHCTX "Software\Classes\${KIND}\DefaultIcon" "" "$Program\posdeskw.exe,0"
    WriteRegStr SHCTX "Software\Classes\${KIND}\shell\open\command" "" '"$Program\posdeskw.exe" open "%1"'
    WriteRegStr SHCTX "Software\Classes\.pdf\OpenWithProgids" "${KIND}" ""
    ${TellExplorer}
FunctionEnd

; For everybody it lies where the program looks; for one account the environment names the place.
Function LayProvision
    ${If} $Provision == ""
        Return
    ${EndIf}
    ${If} $ForAll == 1
        StrCpy $0 "$APPDATA\${NAME}" ; ProgramData, since this is for all
    ${Else}
        StrCpy $0 "$INSTDIR"
    ${EndIf}
    ClearErrors
    CreateDirectory "$0"
    ${If} "$Provision" != "$0\provision.toml"
        CopyFiles /SILENT "$Provision" "$0\provision.toml"
    ${EndIf}
    ${If} ${Errors}
        SetErrorLevel ${PROVISION_NOT_LAID}
        Return
    ${EndIf}
    ${If} $ForAll == 0
        WriteRegStr HKCU "Environment" "${PROVISION_VARIABLE}" "$0\provision.toml"
        System::Call 'kernel32::SetEnvironmentVariable(t "${PROVISION_VARIABLE}", t "$0\provision.toml")'
        ${TellEnvironment}
    ${EndIf}
FunctionEnd

Function un.RemoveTraces
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    DeleteRegKey SHCTX "${UNINSTALL_KEY}"
    DeleteRegKey SHCTX "${APP_PATH}"
    DeleteRegKey SHCTX "${VERB}"
    DeleteRegKey SHCTX "Software\Classes\${KIND}"
    DeleteRegValue SHCTX "Software\Classes\.pdf\OpenWithProgids" "${KIND}"
    ReadRegStr $0 HKCU "Environment" "${PROVISION_VARIABLE}"
    ${If} $0 == "$INSTDIR\provision.toml"
        DeleteRegValue HKCU "Environment" "${PROVISION_VARIABLE}"
        ${TellEnvironment}
    ${EndIf}
    ${TellExplorer}
FunctionEnd
