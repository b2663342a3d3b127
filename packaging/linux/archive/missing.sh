#!/bin/sh
# Says which libraries the program in folder $1 does not find here, and what to type for them.
# Ends with 1 where one is missing.
set -u

libraries=$(
    for name in @LIBRARIES@; do
        ldconfig=$(command -v ldconfig || echo /sbin/ldconfig)
        "$ldconfig" -p 2>/dev/null | grep -qF "	$name " || echo "$name"
    done
)
have=$(ldd --version 2>/dev/null | head -n 1 | grep -oE '[0-9]+\.[0-9]+$' || echo 0.0)
least=@GLIBC@
oldest=$(printf '%s\n%s\n' "$have" "$least" | sort -V | head -n 1)
if [ "$oldest" != "$least" ]; then
    echo "  glibc $least (这里是 here: $have)"
    echo "  这个系统太旧，请用更新的系统。 This system is too old; use a newer one."
    exit 1
fi
[ -n "$libraries" ] || exit 0

packages() {
    for name in $libraries; do
        case "$1:$name" in
            apt:libEGL.so.1) echo libegl1 ;;
            apt:libGL.so.1) echo libgl1 ;;
            apt:libxcb.so.1) echo libxcb1 ;;
            dnf:libEGL.so.1) echo libglvnd-egl ;;
            dnf:libGL.so.1) echo libglvnd-glx ;;
            dnf:libxcb.so.1 | pacman:libxcb.so.1) echo libxcb ;;
            pacman:libEGL.so.1 | pacman:libGL.so.1) echo libglvnd ;;
            zypper:libEGL.so.1) echo Mesa-libEGL1 ;;
            zypper:libGL.so.1) echo Mesa-libGL1 ;;
            zypper:libxcb.so.1) echo libxcb1 ;;
            *) echo "$name" ;;
        esac
    done | sort -u | tr '\n' ' '
}

for name in $libraries; do echo "  $name"; done
echo "请运行 please run:"
if command -v apt-get >/dev/null 2>&1; then
    echo "  sudo apt-get install $(packages apt)"
elif command -v dnf >/dev/null 2>&1; then
    echo "  sudo dnf install $(packages dnf)"
elif command -v pacman >/dev/null 2>&1; then
    echo "  sudo pacman -S $(packages pacman)"
elif command -v zypper >/dev/null 2>&1; then
    echo "  sudo zypper install $(packages zypper)"
else
    echo "  （请安装含有这些文件的软件包 the packages that hold these files）"
fi
exit 1
