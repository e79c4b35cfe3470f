# Sourced by packaging/run and packaging/test: finds what they need, installs what is missing where it can, and says
# what to install where it cannot. Kept to bash 3.2, which macOS has. All messages go to stderr: stdout belongs to the
# program.
# shellcheck shell=bash

readonly MIN_JAVA=17

say() {
    printf '%s\n' "$@" >&2
}

die() {
    say "$@"
    exit 1
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# The folder of a file, with links followed.
real_folder() {
    local path=$1 target
    while [ -L "$path" ]; do
        target=$(readlink "$path")
        case $target in
            /*) path=$target ;;
            *) path=$(dirname "$path")/$target ;;
        esac
    done
    (cd -P "$(dirname "$path")" && pwd)
}

# --- Java -----------------------------------------------------------------------------------------------------------

# Major version of the JDK in a folder; nothing if no JDK with a compiler is there. The release file answers without
# the third of a second that starting a JVM takes.
jdk_version() {
    local home=$1 version
    [ -x "$home/bin/javac" ] && [ -x "$home/bin/java" ] || return 0
    if [ -r "$home/release" ]; then
        version=$(sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$home/release")
    else
        version=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac //p')
    fi
    version=${version#1.}
    printf '%s\n' "${version%%[!0-9]*}"
}

# Folders where a JDK may be, the person's own choice first. Globs sort by name, so of Debian's packages 17, on which
# the program is tested most, comes before newer ones.
jdk_candidates() {
    local folder
    printf '%s\n' "${JAVA_HOME:-}"
    # On macOS /usr/bin/javac is a stand-in that asks to install a JDK when there is none.
    if has javac && [ "$(uname)" != Darwin ]; then
        dirname "$(real_folder "$(command -v javac)")"
    fi
    if [ -x /usr/libexec/java_home ]; then
        /usr/libexec/java_home -v "$MIN_JAVA+" 2>/dev/null || true
    fi
    for folder in /usr/lib/jvm/* "${HOME:-}"/.sdkman/candidates/java/* \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        printf '%s\n' "$folder"
    done
}

# Sets JAVA_HOME to the first JDK that is new enough; fails if there is none.
find_jdk() {
    local home version
    while IFS= read -r home; do
        # A JAVA_HOME that is not set would be the root folder, which has a bin/javac on many systems.
        [ -n "$home" ] || continue
        version=$(jdk_version "$home")
        if [ -n "$version" ] && [ "$version" -ge "$MIN_JAVA" ]; then
            export JAVA_HOME=$home
            return 0
        fi
    done < <(jdk_candidates)
    return 1
}

# Java takes names of files apart by the characters of the locale: with those of the bare "C", which has ASCII alone, a
# file whose name has others cannot be opened. Has no effect where the locale has more, whatever they are.
use_unicode_names() {
    local name
    case $(locale charmap 2>/dev/null) in
        ANSI_X3.4-1968 | US-ASCII | 646) ;;
        *) return 0 ;;
    esac
    for name in $(locale -a 2>/dev/null); do
        case $name in
            C.UTF-8 | C.utf8 | en_US.UTF-8 | en_US.utf8)
                export LC_ALL=$name
                return 0
                ;;
        esac
    done
}

# --- Memory ---------------------------------------------------------------------------------------------------------

# A size such as 8g or 900m, in MB; fails if it is none.
megabytes() {
    local number=${1%[gGmM]}
    case $number in
        '' | *[!0-9]* | ???????*) return 1 ;;
    esac
    number=$((10#$number))
    case $1 in
        *[gG]) printf '%s\n' "$((number * 1024))" ;;
        *[mM]) printf '%s\n' "$number" ;;
        *) return 1 ;;
    esac
}

# MB of addresses that the program needs beside Java's objects: Java itself, and the native libraries with their threads.
readonly ADDRESSES=4000

# Stops where the shell limits the addresses so far that Java or the native libraries would fail or hang, given the MB of
# Java's objects; without them, Java takes half of what the limit leaves.
require_addresses() {
    local limit objects
    limit=$(ulimit -v)
    [ "$limit" != unlimited ] || return 0
    limit=$((limit / 1024))
    objects=${1:-$((limit / 2))}
    [ "$((limit - objects))" -lt "$ADDRESSES" ] || return 0
    die "The address space is limited to $limit MB here (ulimit -v), too little for what Java and the native libraries take." \
        "Lift the limit (ulimit -v unlimited), or give the program less: --memory 2g does with $((ADDRESSES + 1024)) MB of addresses."
}

# Whether the program compiles the loops of a command itself: in single precision, on processors that it writes code for. Curvature
# is computed in double precision, and directions by it or by gradients.
computes_natively() {
    local argument
    has_avx2 || return 1
    for argument in "$@"; do
        case $argument in
            --double | --kernels | --kernels=* | --convexity | --convexity=*) return 1 ;;
            hessian* | gradient* | --directions=hessian* | --directions=gradient*) return 1 ;;
        esac
    done
}

has_avx2() {
    case $(uname -s)/$(uname -m) in
        Linux/x86_64) grep -qw avx2 /proc/cpuinfo ;;
        Darwin/x86_64) sysctl -n machdep.cpu.leaf7_features 2>/dev/null | grep -qw AVX2 ;;
        *) return 1 ;;
    esac
}

# --- What is missing ------------------------------------------------------------------------------------------------
# Each prints Debian's names of the packages that are missing, one a line; "jdk" stands for any of several.

missing_to_build() {
    find_jdk || printf 'jdk\n'
    has mvn || printf 'maven\n'
}

missing_to_test() {
    has Xvfb || printf 'xvfb\n'
}

# Reads packages and any of the libraries that each is known by, which holds for every Linux, and prints the packages of
# which none is there. Where there is no ldconfig to ask (macOS needs none of them) they are taken to be there.
missing_libraries() {
    local ldconfig known package libraries library found
    [ "$(uname)" = Linux ] && ldconfig=$(PATH=$PATH:/sbin:/usr/sbin command -v ldconfig) || return 0
    known=$("$ldconfig" -p 2>/dev/null)
    while read -r package libraries; do
        found=
        for library in $libraries; do
            case $known in
                *"$library"*) found=yes ;;
            esac
        done
        [ -n "$found" ] || printf '%s\n' "$package"
    done
}

# What Java draws text in figures by. Debian 12's JDK brings them along, later ones only recommend them.
missing_to_draw() {
    missing_libraries <<'LIBRARIES'
libfontconfig1 libfontconfig.so.1
libfreetype6 libfreetype.so.6
libharfbuzz0b libharfbuzz.so.0
LIBRARIES
}

# What JavaFX loads.
missing_for_window() {
    missing_libraries <<'LIBRARIES'
libgtk-3-0 libgtk-3.so.0
libgl1 libGL.so.1
libgl1-mesa-dri libGLX_mesa.so.0 libGLX_nvidia.so.0
libxtst6 libXtst.so.6
libxxf86vm1 libXxf86vm.so.1
LIBRARIES
}

# --- Installing -----------------------------------------------------------------------------------------------------

# Runs a command as root; fails at once where that takes a password that nobody can type.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif has sudo && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    elif has sudo && [ -t 0 ] && [ -t 2 ]; then
        sudo "$@"
    else
        return 1
    fi
}

# The first of some packages that this release of Debian or Ubuntu has; else the first of the names.
first_available() {
    local name policy
    for name in "$@"; do
        policy=$(LC_ALL=C apt-cache policy "$name" 2>/dev/null)
        case $policy in
            *'Candidate: (none)'*) ;;
            *'Candidate: '*)
                printf '%s\n' "$name"
                return 0
                ;;
        esac
    done
    printf '%s\n' "$1"
}

# What a package is called here: releases differ in the JDKs they carry, and newer ones renamed libraries (…t64).
name_here() {
    case $1 in
        jdk) first_available openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless ;;
        lib*) first_available "$1t64" "$1" ;;
        *) printf '%s\n' "$1" ;;
    esac
}

# Stops with what to install on a system without apt.
advise() {
    local command=
    if [ "$(uname)" = Darwin ]; then
        command='brew install openjdk@21 maven'
    elif has dnf; then
        command='sudo dnf install java-21-openjdk-devel maven gtk3 mesa-libGL mesa-dri-drivers libXtst libXxf86vm'
    elif has pacman; then
        command='sudo pacman -S jdk21-openjdk maven gtk3 mesa libxtst libxxf86vm'
    fi
    say "Orograph needs, by the names that Debian gives them: $*" \
        "(jdk is a Java development kit, version $MIN_JAVA or newer; maven is Apache Maven, 3.6.3 or newer)."
    [ -z "$command" ] || say "On this system that is probably: $command"
    die "Install it, then run this again."
}

# Installs packages by Debian's names; stops with what to do where that is impossible.
install_packages() {
    local package log names=()
    [ "$#" -gt 0 ] || return 0
    has apt-get || advise "$@"
    # A fresh machine knows no packages yet. A source that fails need not be the one that is needed.
    as_root true && { as_root apt-get -qq update >&2 || say "apt-get update failed; trying with the packages known."; }
    for package in "$@"; do
        names+=("$(name_here "$package")")
    done
    as_root true || die "Orograph needs packages that only an administrator can install:" \
        "    sudo apt-get install --no-install-recommends ${names[*]}" "Install them, then run this again."
    say "Installing ${names[*]}…"
    log=$(mktemp)
    if ! as_root env DEBIAN_FRONTEND=noninteractive apt-get -y --no-install-recommends -o Dpkg::Use-Pty=0 \
        -o DPkg::Lock::Timeout=300 install "${names[@]}" </dev/null >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        die "apt-get could not install them; all it said is in $log."
    fi
    rm -f "$log"
}

# Installs what some of the missing_… functions above print, and finds the JDK.
require() {
    local check package missing=()
    for check in "$@"; do
        while IFS= read -r package; do
            missing+=("$package")
        done < <("$check")
    done
    install_packages ${missing[@]+"${missing[@]}"}
    find_jdk || die "No JDK $MIN_JAVA or newer was found, though one should be there: set JAVA_HOME to its folder."
}

# --- One build at a time --------------------------------------------------------------------------------------------

# Holds a lock on the folder of these scripts until the shell ends or release_build_lock is called. macOS has no
# flock command, but Perl, which locks the same open file.
take_build_lock() {
    exec 9<"$1/packaging/setup.sh"
    if has flock; then
        flock 9
    else
        perl -MFcntl=:flock -e 'open(my $lock, "<&=", 9) && flock($lock, LOCK_EX) or die "lock: $!\n"'
    fi
}

release_build_lock() {
    exec 9<&-
}
