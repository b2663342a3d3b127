#!/bin/sh
# Installs PosDesk from this folder: for you alone into ~/.local, or by root for everybody (--system).
set -eu

version=@VERSION@
here=$(cd -- "$(dirname -- "$0")" && pwd)

say() { printf '%s\n%s\n' "$1" "$2"; }

system=no
case "${1:-}" in
    "") ;;
    --system) system=yes ;;
    *)
        say "用法：./install.sh [--system]" "usage: ./install.sh [--system]" >&2
        exit 2
        ;;
esac

if [ "$system" = yes ]; then
    if [ "$(id -u)" -ne 0 ]; then
        say "--system 要由 root 运行，例如 sudo ./install.sh --system；什么都没有改。" \
            "--system is for root: sudo ./install.sh --system; nothing was changed." >&2
        exit 2
    fi
    base=/opt/posdesk bin=/usr/local/bin share=/usr/local/share
else
    base=$HOME/.local/lib/posdesk bin=$HOME/.local/bin
    share=${XDG_DATA_HOME:-$HOME/.local/share}
fi

# What the system has to bring; a missing one is told with the line to type, by its own packages.
missing=$("$here/missing.sh" "$here/program") || {
    say "这台电脑还缺少一些系统库，PosDesk 现在打不开：" \
        "Libraries of the system are missing; PosDesk would not start:" >&2
    printf '%s\n' "$missing" >&2
    exit 1
}

# A folder of its own each time: a window that is open keeps the one it runs from.
release=$version
again=1
while [ -e "$base/$release" ]; do
    again=$((again + 1))
    release=$version-$again
done
mkdir -p "$base" "$bin"
part=$base/.$release.part.$$
trap 'rm -rf -- "$part"' EXIT
cp -a -- "$here/program" "$part"
mv -- "$part" "$base/$release"
ln -sfn -- "$release" "$base/.current.$$"
mv -fT -- "$base/.current.$$" "$base/current"
ln -sfn -- "$base/current/posdesk" "$bin/posdesk"
cp -- "$here/uninstall.sh" "$here/refresh.sh" "$base"

(cd -- "$here/share" && find . -type f) | while read -r file; do
    mkdir -p "$share/$(dirname -- "$file")"
    cp -- "$here/share/$file" "$share/$file"
done
# A desktop that was started before ~/.local/bin was there does not find the command by its name.
sed -i "s|^Exec=posdesk |Exec=\"$bin/posdesk\" |; s|^TryExec=posdesk\$|TryExec=$bin/posdesk|" \
    "$share/applications/posdesk.desktop"
(cd -- "$here/share" && find . -type f) > "$base/share.txt"
printf '%s\n' "$share" > "$base/share-folder.txt"
"$here/refresh.sh" "$share"

# Older ones go, unless a window still runs from one.
for folder in "$base"/[0-9]*; do
    [ "$folder" != "$base/$release" ] || continue
    used=no
    for link in /proc/[0-9]*/exe; do
        case "$(readlink "$link" 2>/dev/null || true)" in "$folder"/*) used=yes ;; esac
    done
    [ "$used" = yes ] || rm -rf -- "$folder"
done

say "PosDesk $version 已装好：$bin/posdesk，或从应用菜单打开。" \
    "PosDesk $version is installed: $bin/posdesk, or open it from the menu of programs."
case ":$PATH:" in
    *":$bin:"*) ;;
    *) say "在终端里直接输入 posdesk 以前，请重新登录（$bin 还不在 PATH 里）。" \
        "To type posdesk in a terminal, log in again ($bin is not on PATH yet)." ;;
esac
say "卸载：$base/uninstall.sh" "To uninstall: $base/uninstall.sh"
