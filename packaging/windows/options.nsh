; Reads the command line as Windows itself takes it apart; NSIS's own reader passes over an option
; that stands in quotation marks as a whole, as PowerShell and other programs write it.

; ${Option} "/NAME=" $Value, or "/NAME" for one without a value; sets the error flag where it is not
; there. The last one holds.
!macro OPTION UN NAME VALUE
    Push "${NAME}"
    Call ${UN}FindOption
    Pop ${VALUE}
!macroend
!define Option '!insertmacro OPTION ""'
!define un.Option '!insertmacro OPTION "un."'

!macro FIND_OPTION UN
Function ${UN}FindOption
    Exch $0 ; what is looked for
    Push $1
    Push $2
    Push $3
    Push $4
    Push $5
    Push $6
    Push $7
    StrLen $1 $0
    StrCpy $7 "none"
    System::Call 'kernel32::GetCommandLineW() p .r2'
    System::Call 'shell32::CommandLineToArgvW(p r2, *i .r3) p .r2'
    StrCpy $4 1
    ${While} $4 < $3
        IntOp $5 $4 * ${NSIS_PTR_SIZE}
        IntPtrOp $5 $2 + $5
        System::Call '*$5(w .r6)'
        StrCpy $5 $6 $1
        ${If} $5 == $0
            StrCpy $5 $0 1 -1
            ${If} $5 == "="
                StrCpy $7 $6 "" $1
                StrCpy $7 "given$7"
            ${ElseIf} $6 == $0
                StrCpy $7 "given"
            ${EndIf}
        ${EndIf}
        StrCpy $5 $6 3
        ${If} $5 == "/D="
        ${OrIf} $5 == "_?="
            ${ExitWhile} ; NSIS takes all that follows as a folder
        ${EndIf}
        IntOp $4 $4 + 1
    ${EndWhile}
    System::Call 'kernel32::LocalFree(p r2)'
    ClearErrors
    StrCpy $0 $7 "" 5
    ${If} $7 == "none"
        StrCpy $0 ""
        SetErrors
    ${EndIf}
    Pop $7
    Pop $6
    Pop $5
    Pop $4
    Pop $3
    Pop $2
    Pop $1
    Exch $0
FunctionEnd
!macroend

!insertmacro FIND_OPTION ""
!insertmacro FIND_OPTION "un."
