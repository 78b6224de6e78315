# Sourced by ./firstclaim and .ci/run. `find_jdk` prints the home of a JDK that is new enough, or fails silently.
# It reads each candidate's release file rather than starting it: a few milliseconds, whatever is installed.

FIRSTCLAIM_JDK=25

# jdk_feature <home>: the feature version of the JDK there (25 for 25.0.3), nothing when it isn't a JDK.
jdk_feature() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

# follow <path>: the path with its last symbolic links resolved; readlink -f is not everywhere.
follow() {
    local path=$1 link
    while [ -L "$path" ]; do
        link=$(readlink "$path")
        case $link in
            /*) path=$link ;;
            *) path=$(dirname "$path")/$link ;;
        esac
    done
    printf '%s\n' "$path"
}

find_jdk() {
    local home feature on_path
    on_path=$(command -v java || true)
    [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(follow "$on_path")")")
    for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/local/lib/jvm/* /usr/java/* /opt/* /opt/java/* \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        [ -n "$home" ] && [ -d "$home" ] || continue
        feature=$(jdk_feature "$home") || continue
        if [ "${feature:-0}" -ge "$FIRSTCLAIM_JDK" ]; then
            printf '%s\n' "$home"
            return 0
        fi
    done
    return 1
}
