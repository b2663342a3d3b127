; A small program that stands in for posdesk.exe where the installer is tried without the real one:
;   posdesk.exe sleep SECONDS            stays open so long
;   posdesk.exe provision check FILE     ends with 1 where the file begins with "bad"
Target ${TARGET}
RequestExecutionLevel user
SilentInstall silent
OutFile "${OUT}"
Name standin
!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh

Section
    ${GetParameters} $0
    ${WordFind} $0 " " "+1" $1
    ${If} $1 == "sleep"
        ${WordFind} $0 " " "+2" $2
        IntOp $2 $2 * 1000
        Sleep $2
    ${ElseIf} $1 == "provision"
        ${WordFind2X} $0 '"' '"' "+1" $2
        FileOpen $3 $2 r
        FileRead $3 $4 3
        FileClose $3
        ${If} $4 == "bad"
            SetErrorLevel 1
        ${EndIf}
    ${EndIf}
SectionEnd
