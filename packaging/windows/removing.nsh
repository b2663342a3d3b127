; Uninstalling takes the program's own files, by their names; records stay unless a person says so.
Var Data
Var Purge
Var DataButton

Function un.onInit
    SetRegView 64
    StrCpy $Program $INSTDIR ; where this uninstaller lies
    ${un.Option} "/SWEEP" $0
    ${IfNot} ${Errors}
        !include "${LIST}"
        RMDir "$Program"
        Quit
    ${EndIf}
    ${un.Option} "/LANG=" $0
    ${IfNot} ${Errors}
        StrCpy $LANGUAGE $0
    ${EndIf}
    ${un.Option} "/WAIT=" $Wait
    ${If} ${Errors}
        StrCpy $Wait 30
    ${EndIf}
    StrCpy $Data "$LOCALAPPDATA\${NAME}"
    StrCpy $Purge 0
    ${un.Option} "/PURGE" $0
    ${IfNot} ${Errors}
        StrCpy $Purge 1
        ${If} ${Silent}
            SetErrorLevel ${WOULD_PURGE}
            Quit
        ${EndIf}
    ${EndIf}
    ${GetParent} "$Program" $INSTDIR
    StrCpy $ForAll 0
    SetShellVarContext current
    ReadRegStr $0 HKLM "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 == $INSTDIR
        StrCpy $ForAll 1
        SetShellVarContext all
        Call un.NeedRights
    ${EndIf}
FunctionEnd

Function un.NeedRights
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 == "Admin"
        Return
    ${EndIf}
    ${IfNot} ${Silent}
        ClearErrors
        ExecShell "runas" "$EXEPATH" '/LANG=$LANGUAGE _?=$Program'
        ${IfNot} ${Errors}
            Quit
        ${EndIf}
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "$(NeedsRights)" /SD IDOK
    SetErrorLevel ${NO_RIGHTS}
    Quit
FunctionEnd

Function un.ShowData
    !insertmacro MUI_HEADER_TEXT "$(UnTitle)" "$(UnSubtitle)"
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateLabel} 0 10u 100% 60u "$(DataWhere)"
    Pop $0
    ${NSD_CreateCheckBox} 0 80u 100% 12u "$(DataBox)"
    Pop $DataButton
    ${If} $Purge == 1
        ${NSD_Check} $DataButton
    ${EndIf}
    nsDialogs::Show
FunctionEnd

Function un.LeaveData
    ${NSD_GetState} $DataButton $Purge
    ${If} $Purge == 1
    ${AndIf} ${Cmd} `MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(DataSure)" IDNO`
        Abort ; back to the page, where the box can be left empty
    ${EndIf}
FunctionEnd

Function un.RemoveFiles
    SetOutPath "$TEMP"
    !include "${LIST}"
    Delete "$Program\uninstall.exe"
    RMDir "$Program"
    ${If} $ForAll == 0
        Delete "$INSTDIR\provision.toml"
    ${EndIf}
    RMDir "$INSTDIR" ; goes only where it is empty
    ${If} ${FileExists} "$Program\posdeskw.exe"
        SetErrorLevel ${NOT_WRITTEN}
    ${EndIf}
    ClearErrors
FunctionEnd

; Only the account's own folder, and only where PosDesk's records lie in it.
Function un.RemoveData
    ${If} $Purge == 1
    ${AndIf} ${FileExists} "$Data\posdesk.db"
        ClearErrors
        RMDir /r "$Data"
        ${If} ${Errors}
            MessageBox MB_OK|MB_ICONEXCLAMATION "$(DataStays)"
        ${EndIf}
    ${EndIf}
FunctionEnd
