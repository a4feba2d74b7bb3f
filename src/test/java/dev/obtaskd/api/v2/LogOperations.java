package dev.obtaskd.api.v2;

import java.util.Map;

/** The operation files of the tests' site. */
final class LogOperations {

    private static final String TALKS =
            """
            operation: test.talks
            title: {en: Talks, zh: 说话}
            description: {en: Writes logs and files., zh: 写日志和文件}
            scope: LOCAL
            maintenance: {type: NONE}
            target: {type: HOST, name: "${{ agent.ip }}"}
            params: {type: object, properties: {name: {type: string}}}
            steps:
              - id: say
                title: {en: Say, zh: 说}
                rollback: noop
                run:
                  exec:
                    argv:
                      - /bin/sh
                      - -c
                      - |
                        i=1
                        while [ $i -le 20 ]; do echo "Line $i"; i=$((i + 1)); done
                        mkdir "$OBTASKD_FILES/sub"
                        printf data > "$OBTASKD_FILES/sub/a b;c+%.txt"
                        printf 0123456789 > "$OBTASKD_FILES/digits"
                        ln -s /etc/passwd "$OBTASKD_FILES/link"
                        ln -s / "$OBTASKD_FILES/root"
              - id: fail
                title: {en: Fail, zh: 失败}
                run:
                  exec: {argv: [/bin/sh, -c, "echo broken >&2; exit 3"]}
              - id: never
                title: {en: Never, zh: 从不}
                run:
                  exec: {argv: [/bin/true]}
            """;

    private static final String HUGE =
            """
            operation: test.huge
            title: {en: Huge, zh: 巨大}
            description: {en: Writes a large log., zh: 写很大的日志}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object}
            steps:
              - id: flood
                title: {en: Flood, zh: 洪水}
                rollback: noop
                run:
                  exec:
                    argv: [/bin/sh, -c, "yes 0123456789012345678901234567890123456789012345678 | head -n 1000000; echo Needle"]
            """;

    private static final String LOCKS =
            """
            operation: test.locks
            title: {en: Locks, zh: 加锁}
            description: {en: Holds the host and fails., zh: 占用主机并失败}
            scope: LOCAL
            maintenance: {type: GLOBAL}
            params: {type: object}
            steps:
              - id: fail
                title: {en: Fail, zh: 失败}
                rollback: noop
                run:
                  exec: {argv: [/bin/false]}
            """;

    private static final String QUIET =
            """
            operation: test.quiet
            hidden: true
            title: {en: Quiet, zh: 安静}
            description: {en: Says nothing., zh: 不说话}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object}
            steps:
              - id: nothing
                title: {en: Nothing, zh: 无}
                run:
                  exec: {argv: [/bin/true]}
            """;

    /** Contents by file name. */
    static final Map<String, String> ALL =
            Map.of(
                    "talks.yaml", TALKS,
                    "huge.yaml", HUGE,
                    "locks.yaml", LOCKS,
                    "quiet.yaml", QUIET,
                    "broken.yaml", "operation: test.broken\nscope: NOWHERE\n");

    private LogOperations() {}
}
