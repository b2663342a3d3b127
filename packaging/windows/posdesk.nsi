; The installer for Windows. build_installer.py calls makensis with what is asked for here:
;   VERSION VERSION4 TARGET PAYLOAD (the built folder) SLASH KIB (its size) LIST (its files)
;   OUT ICON SIDE (the picture of the last page)
; What it does and with which exit codes it ends stands in packaging/README.md.
Target ${TARGET}
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user ; for everybody it asks for the rights itself
SetCompressor /SOLID lzma
SetDateSave off
CRCCheck on

!define NAME "PosDesk"
!define PUBLISHER "The PosDesk authors"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PosDesk"
!define PROVISION_VARIABLE "POSDESK_PROVISION"

; Exit codes beside NSIS's own 0 (done), 1 (a person cancelled) and 2 (stopped by a failure).
!define IS_OPEN 3
!define FOREIGN_FOLDER 4
!define NO_RIGHTS 5
!define NOT_WRITTEN 6
!define PROVISION_FAULTY 7
!define OLD_WINDOWS 8
!define WOULD_PURGE 9
!define NEWER_IS_HERE 10
!define PROVISION_NOT_LAID 11

Name "${NAME}"
OutFile "${OUT}"
Icon "${ICON}"
UninstallIcon "${ICON}"
BrandingText "${NAME} ${VERSION}"
ShowInstDetails nevershow
ShowUninstDetails nevershow

!include LogicLib.nsh
!include FileFunc.nsh
!include WordFunc.nsh
!include WinVer.nsh
!include nsDialogs.nsh
!include MUI2.nsh

Var ForAll      ; 1: for every account of this computer
Var OnDesktop   ; 1: a shortcut on the desktop too
Var Provision   ; the file that is to be laid down, or nothing
Var Wait        ; seconds that a silent run waits for the window to be closed
Var Program     ; the folder of the program itself, below $INSTDIR
Var OldVersion  ; what is installed, or nothing
Var Seconds

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
Page custom ShowChoices LeaveChoices
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveDirectory
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_FUNCTION StartProgram
!insertmacro MUI_PAGE_FINISH
UninstPage custom un.ShowData un.LeaveData
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese" ; the first one serves where the system's is neither
!insertmacro MUI_LANGUAGE "English"
!include words.nsh
!include options.nsh
!include closing.nsh
!include choices.nsh
!include traces.nsh
!include swapping.nsh
!include removing.nsh

VIProductVersion "${VERSION4}"
!macro VERSION_WORDS LANGUAGE
    VIAddVersionKey /LANG=${LANGUAGE} "ProductName" "${NAME}"
    VIAddVersionKey /LANG=${LANGUAGE} "ProductVersion" "${VERSION}"
    VIAddVersionKey /LANG=${LANGUAGE} "FileVersion" "${VERSION}"
    VIAddVersionKey /LANG=${LANGUAGE} "FileDescription" "${NAME} Setup"
    VIAddVersionKey /LANG=${LANGUAGE} "CompanyName" "${PUBLISHER}"
    VIAddVersionKey /LANG=${LANGUAGE} "LegalCopyright" "MIT"
!macroend
!insertmacro VERSION_WORDS ${LANG_SIMPCHINESE}
!insertmacro VERSION_WORDS ${LANG_ENGLISH}

Section
    AddSize ${KIB}
    StrCpy $Program "$INSTDIR\program"
    Call MendBroken
    Call WaitUntilClosed
    Call Unpack
    Call CheckProvision
    Call Swap
    Call LayProvision
    Call WriteTraces
    Call SweepOld
SectionEnd

Section Uninstall
    Call un.WaitUntilClosed
    Call un.RemoveTraces
    Call un.RemoveFiles
    Call un.RemoveData
SectionEnd
