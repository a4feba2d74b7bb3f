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

    /** Its output is hostile to readers; the last line of STDERR says why it fails. */
    private static final String NOISE =
            """
            operation: test.noise
            title: {en: Noise, zh: 噪音}
            description: {en: Writes difficult output and fails., zh: 写难读的输出并失败}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, properties: {n: {type: number, default: 1.50}}}
            steps:
              - id: noise
                title: {en: Noise, zh: 噪音}
                rollback: noop
                run:
                  exec:
                    cwd: /tmp
                    argv:
                      - /bin/sh
                      - -c
                      - |
                        i=1
                        while [ $i -le 100 ]; do echo "Row $i"; i=$((i + 1)); done
                        printf '\\033[1;31mred\\033[0m \\033]0;title\\007plain\\n'
                        printf '<script>alert(1)</script>\\n'
                        printf '10%%\\r50%%\\rdone\\r\\n'
                        printf 'bin\\000\\001\\377ary\\n'
                        head -c 1000000 /dev/zero | tr '\\0' a
                        echo
                        i=1
                        while [ $i -le 100 ]; do echo "Ruw $i"; i=$((i + 1)); done
                        echo "ORA-600: Fatal"
                        printf 'first\\n\\033[31mthe cause\\033[0m\\n\\n' >&2
                        exit 7
            """;

    /** Fails without a program. */
    private static final String COPY =
            """
            operation: test.copy
            title: {en: Copy, zh: 复制}
            description: {en: Copies a file that does not exist., zh: 复制不存在的文件}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object}
            steps:
              - id: copy
                title: {en: Copy, zh: 复制}
                run:
                  file: {copy: {from: /no/such/file, to: /no/such/copy}}
            """;

    /** Contents by file name. */
    static final Map<String, String> ALL =
            Map.of(
                    "talks.yaml", TALKS,
                    "huge.yaml", HUGE,
                    "locks.yaml", LOCKS,
                    "quiet.yaml", QUIET,
                    "noise.yaml", NOISE,
                    "copy.yaml", COPY,
                    "broken.yaml", "operation: test.broken\nscope: NOWHERE\n");

    private LogOperations() {}
}
