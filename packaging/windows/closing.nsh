; A window that is open is waited for, and the installer ends where it may not go on.

; Ends with a code: silently at once, else with the words on the page.
!macro END CODE WORDS
    SetErrorLevel ${CODE}
    ${If} ${Silent}
        Quit
    ${EndIf}
    Abort "${WORDS}"
!macroend
!define End "!insertmacro END"

!macro CLOSING UN
; $0: 1 where a program of the folder runs. Windows lets nobody write to a program that runs.
Function ${UN}LookWhetherOpen
    StrCpy $0 0
    !insertmacro ASK_ONE posdeskw.exe
    !insertmacro ASK_ONE posdesk.exe
    ClearErrors
FunctionEnd

Function ${UN}WaitUntilClosed
    StrCpy $Seconds $Wait
    ${Do}
        Call ${UN}LookWhetherOpen
        ${If} $0 == 0
            Return
        ${EndIf}
        Call ${UN}AskToClose
    ${Loop}
FunctionEnd

; Asks a person, or lets a second pass; ends where that is of no use any more.
Function ${UN}AskToClose
    ${If} ${Silent}
        ${If} $Seconds <= 0
            Call ${UN}TidyUp
            ${End} ${IS_OPEN} ""
        ${EndIf}
        IntOp $Seconds $Seconds - 1
        Sleep 1000
    ${ElseIf} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IsOpen)" IDCANCEL`
        Call ${UN}TidyUp
        ${End} ${IS_OPEN} "$(IsOpen)"
    ${EndIf}
FunctionEnd
!macroend

!macro ASK_ONE PROGRAM
    ${If} ${FileExists} "$Program\${PROGRAM}"
        ClearErrors
        FileOpen $1 "$Program\${PROGRAM}" a
        ${If} ${Errors}
            StrCpy $0 1
        ${Else}
            FileClose $1
        ${EndIf}
    ${EndIf}
!macroend

; Takes away what was unpacked and is not used after all; nobody but us makes that folder.
Function TidyUp
    SetOutPath "$TEMP"
    RMDir /r "$INSTDIR\program.new"
    RMDir "$INSTDIR"
FunctionEnd

Function un.TidyUp
FunctionEnd

!insertmacro CLOSING ""
!insertmacro CLOSING "un."
