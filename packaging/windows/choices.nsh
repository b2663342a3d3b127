; What is asked for on the command line or on the first page, and where it will go.

Var Named ; the folder of /D=, or nothing
Var Usual ; where it is installed already, else where it goes by itself

Function .onInit
    SetRegView 64
    ${If} $INSTDIR == "" ; which NSIS takes from /D=, but not where that stands in quotation marks
        ${Option} "/D=" $INSTDIR
    ${EndIf}
    StrCpy $Named $INSTDIR
    ${IfNot} ${AtLeastBuild} 17763
        MessageBox MB_OK|MB_ICONSTOP "$(TooOld)" /SD IDOK
        SetErrorLevel ${OLD_WINDOWS}
        Quit
    ${EndIf}
    Call ReadOptions
    Call ChooseFolder
    Call RefuseOlder
    ${If} $ForAll == 1
        Call NeedRights
    ${EndIf}
    ${If} ${Silent}
        Call LookAtFolder
        ${If} $0 == 1
            SetErrorLevel ${FOREIGN_FOLDER}
            Quit
        ${EndIf}
    ${EndIf}
FunctionEnd

Function ReadOptions
    ${Option} "/LANG=" $0
    ${IfNot} ${Errors}
        StrCpy $LANGUAGE $0
    ${EndIf}
    ${Option} "/WAIT=" $Wait
    ${If} ${Errors}
        StrCpy $Wait 30
    ${EndIf}
    StrCpy $OnDesktop 0
    ${Option} "/DESKTOP" $0
    ${IfNot} ${Errors}
        StrCpy $OnDesktop 1
    ${EndIf}
    ${Option} "/PROVISION=" $Provision
    ${If} ${Errors}
        StrCpy $Provision ""
        ${If} ${FileExists} "$EXEDIR\provision.toml"
            StrCpy $Provision "$EXEDIR\provision.toml"
        ${EndIf}
    ${EndIf}
    ; Asked for, else as it is installed already, else for this account alone.
    StrCpy $ForAll 0
    ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "InstallLocation"
    ReadRegStr $1 HKLM "${UNINSTALL_KEY}" "InstallLocation"
    ${If} $0 == ""
    ${AndIf} $1 != ""
        StrCpy $ForAll 1
    ${EndIf}
    ${Option} "/CURRENTUSER" $0
    ${IfNot} ${Errors}
        StrCpy $ForAll 0
    ${EndIf}
    ${Option} "/ALLUSERS" $0
    ${IfNot} ${Errors}
        StrCpy $ForAll 1
    ${EndIf}
    ClearErrors
FunctionEnd

; A folder named by /D=, else where it is installed, else the usual one.
Function ChooseFolder
    ${If} $ForAll == 1
        SetShellVarContext all
    ${Else}
        SetShellVarContext current
    ${EndIf}
    ReadRegStr $0 SHCTX "${UNINSTALL_KEY}" "InstallLocation"
    ReadRegStr $OldVersion SHCTX "${UNINSTALL_KEY}" "DisplayVersion"
    ${If} ${FileExists} "$DESKTOP\${NAME}.lnk"
        StrCpy $OnDesktop 1
    ${EndIf}
    ${If} $0 != ""
        StrCpy $Usual $0
    ${ElseIf} $ForAll == 1
        StrCpy $Usual "$PROGRAMFILES64\${NAME}"
    ${Else}
        StrCpy $Usual "$LOCALAPPDATA\Programs\${NAME}"
    ${EndIf}
    ${If} $INSTDIR == ""
        StrCpy $INSTDIR $Usual
    ${EndIf}
FunctionEnd

Function RefuseOlder
    ${If} $OldVersion == ""
        Return
    ${EndIf}
    ${VersionCompare} $OldVersion ${VERSION} $0
    ${If} $0 != 1
        Return
    ${EndIf}
    ${Option} "/DOWNGRADE" $0
    ${If} ${Errors}
        MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(IsNewer)" /SD IDNO IDYES +3
        SetErrorLevel ${NEWER_IS_HERE}
        Quit
    ${EndIf}
FunctionEnd

; Goes on only as an administrator: a person is asked by Windows, a silent run ends.
Function NeedRights
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 == "Admin"
        Return
    ${EndIf}
    ${IfNot} ${Silent}
        ClearErrors
        StrCpy $R1 "/ALLUSERS /LANG=$LANGUAGE"
        ${If} $Provision != ""
            StrCpy $R1 '$R1 "/PROVISION=$Provision"'
        ${EndIf}
        ${If} $OnDesktop == 1
            StrCpy $R1 "$R1 /DESKTOP"
        ${EndIf}
        ${If} $Named != ""
            StrCpy $R1 "$R1 /D=$Named"
        ${EndIf}
        ExecShell "runas" "$EXEPATH" "$R1"
        ${IfNot} ${Errors}
            Quit
        ${EndIf}
    ${EndIf}
    MessageBox MB_OK|MB_ICONSTOP "$(NeedsRights)" /SD IDOK
    SetErrorLevel ${NO_RIGHTS}
    Quit
FunctionEnd

; $0: 1 where $INSTDIR holds what is not PosDesk's.
Function LookAtFolder
    StrCpy $0 0
    ${If} $INSTDIR != $Usual
    ${AndIfNot} ${FileExists} "$INSTDIR\program\uninstall.exe"
    ${AndIfNot} ${FileExists} "$INSTDIR\program.old\uninstall.exe"
    ${AndIf} ${FileExists} "$INSTDIR\*.*"
        ${DirState} "$INSTDIR" $1
        ${If} $1 == 1
            StrCpy $0 1
            ; Nothing but what an installation that was broken off had unpacked.
            ${If} ${FileExists} "$INSTDIR\program.new\posdesk.exe"
                StrCpy $0 0
            ${EndIf}
        ${EndIf}
    ${EndIf}
    ClearErrors
FunctionEnd

Var MineButton
Var AllButton
Var DesktopButton

Function ShowChoices
    !insertmacro MUI_HEADER_TEXT "$(ChoicesTitle)" "$(ChoicesSubtitle)"
    nsDialogs::Create 1018
    Pop $0
    ${NSD_CreateRadioButton} 0 10u 100% 12u "$(ForMe)"
    Pop $MineButton
    ${NSD_CreateRadioButton} 0 28u 100% 12u "$(ForEverybody)"
    Pop $AllButton
    ${NSD_CreateCheckBox} 0 56u 100% 12u "$(DesktopBox)"
    Pop $DesktopButton
    ${If} $ForAll == 1
        ${NSD_Check} $AllButton
    ${Else}
        ${NSD_Check} $MineButton
    ${EndIf}
    ${If} $OnDesktop == 1
        ${NSD_Check} $DesktopButton
    ${EndIf}
    nsDialogs::Show
FunctionEnd

Function LeaveChoices
    ${NSD_GetState} $DesktopButton $OnDesktop
    ${NSD_GetState} $AllButton $0
    ${If} $0 != $ForAll
        StrCpy $ForAll $0
        ${If} $ForAll == 1
            Call NeedRights
        ${EndIf}
        StrCpy $INSTDIR ""
        Call ChooseFolder
    ${EndIf}
FunctionEnd

Function LeaveDirectory
    Call LookAtFolder
    ${If} $0 == 1
        MessageBox MB_OK|MB_ICONEXCLAMATION "$(IsForeign)"
        Abort
    ${EndIf}
FunctionEnd

; Not as the administrator that this installer may be: Explorer starts it as who signed in.
Function StartProgram
    Exec '"$WINDIR\explorer.exe" "$Program\posdeskw.exe"'
FunctionEnd
