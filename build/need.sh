# Sourced by ./comity and ./test: what the machine must have, and building once when sources changed.
# Expects $root. Everything is said on stderr; whatever the machine lacks ends in exit 3.

export DOTNET_CLI_UI_LANGUAGE=en DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

cli="$root/src/Comity.Cli/bin/Release/net10.0/Comity.Cli.dll"

say() { printf '%s\n' "$*" >&2; }

# What the program is built from: names, times and sizes, so that deleting or restoring an older file counts too.
sources() {
    (cd "$root" && find src cases Directory.Build.props Directory.Packages.props global.json .editorconfig \
        \( -name bin -o -name obj -o -name node_modules -o -name vendor \) -prune -o -type f -printf '%p %s %T@\n' | sort | cksum)
}

# Sets dotnet to a program that has an SDK 10, or fails.
find_dotnet() {
    for dotnet in "$(command -v dotnet || true)" "$HOME/.dotnet/dotnet" /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet; do
        if [ -x "$dotnet" ] && "$dotnet" --list-sdks 2>/dev/null | grep -q '^10\.'; then
            export PATH="$(dirname "$dotnet"):$PATH"
            return 0
        fi
    done
    return 1
}

has_icu() { compgen -G '/usr/lib/*/libicuuc.so.*' >/dev/null || compgen -G '/usr/lib*/libicuuc.so.*' >/dev/null; }
has_node() { command -v npm >/dev/null && command -v node >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }

# Debian names this package after its version.
icu_package() {
    apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | cut -d' ' -f1 | sort -V | tail -n 1 | grep . || echo libicu72
}

# need_packages WHY PACKAGE...: installs them as root on Debian, else says how.
need_packages() {
    local why=$1; shift
    local line="apt-get update && apt-get install -y --no-install-recommends $*"
    if ! command -v apt-get >/dev/null; then
        say "error: missing for $why: $*"
        say "hint: these are Debian's names; install what your system calls them"
        exit 3
    fi
    if [ "$(id -u)" != 0 ]; then
        say "error: missing for $why: $*"
        say "hint: as root: $line"
        exit 3
    fi
    say "Installing for $why: $*"
    if ! { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >>"$root/.build/install.log" 2>&1; then
        say "error: apt-get could not install: $* (see .build/install.log)"
        say "hint: $line"
        exit 3
    fi
}

sdk_script='https://dot.net/v1/dotnet-install.sh'
sdk_hint="hint: for the .NET 10 SDK, as the user who runs Comity: curl -fsSL $sdk_script | bash -s -- --channel 10.0 --install-dir \"\$HOME/.dotnet\""

# Microsoft's own script, where the distribution has no such package (Debian has none).
need_sdk() {
    find_dotnet && return
    if curl -fsSL -m 20 -o "$root/.build/dotnet-install.sh" "$sdk_script"; then
        say 'Installing the .NET 10 SDK into ~/.dotnet'
        bash "$root/.build/dotnet-install.sh" --channel 10.0 --install-dir "$HOME/.dotnet" >>"$root/.build/install.log" 2>&1 || true
        find_dotnet && return
    fi
    say 'error: the .NET 10 SDK is missing'
    say "$sdk_hint"
    exit 3
}

# All that building and running takes, named at once.
need_tools() {
    mkdir -p "$root/.build"
    local missing=()
    [ -s /etc/ssl/certs/ca-certificates.crt ] || [ ! -d /etc/apt ] || missing+=(ca-certificates)
    [ -e /usr/share/zoneinfo/Asia/Tokyo ] || missing+=(tzdata)
    has_node || missing+=(nodejs npm)
    has_icu || missing+=(libicu)
    find_dotnet || missing+=(dotnet-sdk-10.0)
    if [ ${#missing[@]} -gt 0 ]; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            apt-get update >>"$root/.build/install.log" 2>&1 || say 'warning: apt-get update failed (see .build/install.log)'
        fi
        missing=("${missing[@]/#libicu/$(icu_package)}")
        if ! { command -v apt-cache && apt-cache show dotnet-sdk-10.0; } >/dev/null 2>&1; then
            local curl=curl
            ! command -v curl >/dev/null || curl=
            missing=("${missing[@]/#dotnet-sdk-10.0/$curl}")
        fi
        # An empty word is the SDK where only the script has it.
        local packages=()
        for package in "${missing[@]}"; do [ -z "$package" ] || packages+=("$package"); done
        if [ ${#packages[@]} -gt 0 ]; then
            { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; } || find_dotnet || say "$sdk_hint"
            need_packages Comity "${packages[@]}"
        fi
        has_node || { say 'error: Node.js 18 or later is needed to fetch styles and scripts'; exit 3; }
    fi
    need_sdk
}

# The browser for tests of pages, glyphs for their screenshots, and tools of others that check our exports and our doors.
# Without the last, their tests report themselves skipped; only root gets them unasked.
need_test_tools() {
    local missing=()
    [ -x "${COMITY_BROWSER:-/usr/bin/chromium}" ] || missing+=(chromium)
    compgen -G '/usr/share/fonts/opentype/noto/NotoSansCJK*' >/dev/null || missing+=(fonts-noto-cjk)
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        command -v jose >/dev/null || missing+=(jose)
        command -v openssl >/dev/null || missing+=(openssl)
        command -v icalendar >/dev/null || missing+=(python3-icalendar)
        command -v xmllint >/dev/null || missing+=(libxml2-utils)
        command -v sqlmap >/dev/null || missing+=(sqlmap)
        command -v testssl >/dev/null || missing+=(testssl.sh)
    fi
    [ ${#missing[@]} -gt 0 ] || return 0
    [ "$(id -u)" != 0 ] || apt-get update >>"$root/.build/install.log" 2>&1 || true
    need_packages 'the tests' "${missing[@]}"
}

# build WHAT: Release, progress on stderr, the whole story in .build/build.log. Holds the lock that the caller took as 9.
build() {
    local before status
    before=$(sources)
    rm -f "$root/.build/built"
    [ -e "$cli" ] || say 'Building Comity: the first time takes a minute or two'
    set +e
    # Compiler servers outlive the build: they must not inherit the lock.
    "$dotnet" build "$root/$1" -c Release -nologo -v:minimal -nodeReuse:false 9>&- 2>&1 | tee "$root/.build/build.log" | {
        while IFS= read -r line; do
            case $line in
                *' -> '*) line=${line%% -> *}; say "  built ${line##* }" ;;
                *Fetching*) say "$line" ;;
            esac
        done
    }
    status=${PIPESTATUS[0]}
    set -e
    if [ "$status" != 0 ]; then
        say 'error: the build failed'
        grep -E '(: |^)error ' "$root/.build/build.log" | sed -e "s#$root/##g" -e 's# \[[^]]*\]$##' -e 's/^ *//' | sort -u | head -n 40 >&2
        grep -qE 'NU1301|ENOTFOUND|EAI_AGAIN|ECONNREFUSED' "$root/.build/build.log" &&
            say 'hint: the first build fetches packages from the NuGet and npm registries this machine is set up for'
        say 'hint: the whole log is .build/build.log'
        exit 3
    fi
    printf '%s\n%s\n' "$dotnet" "$before" >"$root/.build/built"
}

# locked COMMAND...: one at a time in this folder.
locked() {
    mkdir -p "$root/.build"
    exec 9>"$root/.build/lock"
    flock -n 9 || { say 'Waiting for another build of this folder'; flock 9; }
    "$@"
    exec 9>&-
}

# True when the program stands and nothing it is made of has changed since; sets dotnet.
is_built() {
    [ -e "$cli" ] && [ -e "$root/.build/built" ] || return 1
    local built
    { IFS= read -r dotnet && IFS= read -r built; } <"$root/.build/built"
    [ -x "$dotnet" ] && [ "$built" = "$(sources)" ]
}
