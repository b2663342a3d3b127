root=${DPKG_ROOT:-}
place=$root/usr/lib/posdesk

# Prints "PROCESS ACCOUNT" of each program that runs out of folder $1.
users_of() {
    for link in /proc/[0-9]*/exe; do
        case "$(readlink "$link" 2>/dev/null)" in
            "$1"/*)
                process=${link#/proc/}
                process=${process%/exe}
                echo "$process $(stat -c %U "/proc/$process" 2>/dev/null)"
                ;;
        esac
    done
}

# Removes the folders of releases that nobody uses, but $1; prints what keeps each other one.
sweep_releases() {
    for folder in "$place"/[0-9]*-????????; do
        [ -d "$folder" ] && [ "$folder" != "$place/$1" ] || continue
        used=$(users_of "$folder" | head -n 1)
        if [ -z "$used" ]; then
            rm -rf "$folder"
        else
            echo "$folder $used"
        fi
    done
}
