; The new version is unpacked beside the old one and takes its place in one step, or not at all.

; An earlier installation that was broken off between the two steps is put right.
Function MendBroken
    ${If} ${FileExists} "$INSTDIR\program.old\*.*"
        ${If} ${FileExists} "$Program\posdesk.exe"
            Call SweepOld
        ${Else}
            Rename "$INSTDIR\program.old" "$Program"
        ${EndIf}
    ${EndIf}
    RMDir /r "$INSTDIR\program.new"
    ClearErrors
FunctionEnd

Function Unpack
    DetailPrint "$(Unpacking)"
    ClearErrors
    SetOutPath "$INSTDIR\program.new"
    ${IfNot} ${Errors}
        SetOverwrite try ; what cannot be written is an error here, no question
        File /r "${PAYLOAD}${SLASH}*"
        WriteUninstaller "$INSTDIR\program.new\uninstall.exe"
    ${EndIf}
    ${If} ${Errors}
    ${OrIfNot} ${FileExists} "$INSTDIR\program.new\posdeskw.exe"
        Call TidyUp
        ${End} ${NOT_WRITTEN} "$(NotWritten)"
    ${EndIf}
    SetOutPath "$INSTDIR" ; a working folder cannot be renamed
FunctionEnd

; The file is looked at by the very program that will read it.
Function CheckProvision
    ${If} $Provision == ""
        Return
    ${EndIf}
    ${IfNot} ${FileExists} "$Provision"
        Call TidyUp
        ${End} ${PROVISION_FAULTY} "$(IsMissing)"
    ${EndIf}
    nsExec::Exec /TIMEOUT=120000 '"$INSTDIR\program.new\posdesk.exe" provision check "$Provision"'
    Pop $0
    ${If} $0 != "0"
        Call TidyUp
        ${End} ${PROVISION_FAULTY} "$(IsFaulty)"
    ${EndIf}
FunctionEnd

Function Swap
    StrCpy $Seconds $Wait
    ${If} ${FileExists} "$Program\*.*"
        ${Do}
            ; A folder of which any file is open cannot be renamed: nothing is ever half replaced.
            Call LookWhetherOpen
            ${If} $0 == 0
                ClearErrors
                Rename "$Program" "$INSTDIR\program.old"
                ${IfNot} ${Errors}
                    ${ExitDo}
                ${EndIf}
            ${EndIf}
            Call AskToClose
        ${Loop}
    ${EndIf}
    ; A virus scanner may hold new files for a moment.
    ${For} $1 1 40
        ClearErrors
        Rename "$INSTDIR\program.new" "$Program"
        ${IfNot} ${Errors}
            Return
        ${EndIf}
        Sleep 500
    ${Next}
    Rename "$INSTDIR\program.old" "$Program"
    Call TidyUp
    ${End} ${NOT_WRITTEN} "$(NotWritten)"
FunctionEnd

; The old version's own uninstaller knows which files are its own; what others laid there stays.
Function SweepOld
    ${IfNot} ${FileExists} "$INSTDIR\program.old\*.*"
        Return
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\program.old\uninstall.exe"
        ExecWait '"$INSTDIR\program.old\uninstall.exe" /S /SWEEP _?=$INSTDIR\program.old'
        Delete "$INSTDIR\program.old\uninstall.exe"
    ${EndIf}
    RMDir "$INSTDIR\program.old"
    ${If} ${FileExists} "$INSTDIR\program.old\*.*"
        StrCpy $0 1
        ${While} ${FileExists} "$INSTDIR\left-over-$0\*.*"
            IntOp $0 $0 + 1
        ${EndWhile}
        Rename "$INSTDIR\program.old" "$INSTDIR\left-over-$0"
    ${EndIf}
    ClearErrors
FunctionEnd
