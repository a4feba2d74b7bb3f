package dev.obtaskd.api.v2;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;

/** A daemon with operations whose programs print their arguments. */
public class ValuesDaemon extends SecretDaemon {

    private static final String HEAD =
            """
            operation: %s
            title: {en: Values, zh: 值}
            description: {en: Shows what arrives., zh: 显示收到的值}
            scope: LOCAL
            maintenance: {type: NONE}
            """;

    /** The same value as argument, in env, on stdin, as content and within a longer argument. */
    static final String PASS =
            """
            target: {type: N, name: "${{ params.n }}"}
            params:
              type: object
              required: [n, dir]
              properties: {n: {}, dir: {type: string}}
            steps:
              - id: program
                title: {en: Program, zh: 程序}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'printf "%s\\n" "$1" >"$3/argv"; printf "%s\\n" "$2" >"$3/longer"; printf "%s\\n" "$N" >"$3/env"; cat >"$3/stdin"',
                           sh, "${{ params.n }}", "n=${{ params.n }}", "${{ params.dir }}"]
                    env: {N: "${{ params.n }}"}
                    stdin: "${{ params.n }}"
              - id: file
                title: {en: File, zh: 文件}
                run:
                  file: {write: {path: "${{ params.dir }}/content", content: "${{ params.n }}"}}
            """;

    static final String LITERALS =
            """
            params: {type: object, required: [dir], properties: {dir: {type: string}, n: {type: number, default: 1.10}}}
            steps:
              - id: program
                title: {en: Program, zh: 程序}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'd=$1; shift; printf "%s\\n" "$@" "$A" "$B" >"$d/argv"; cat >"$d/stdin"', sh, "${{ params.dir }}",
                           1.10, 0x1F, 1_000, yes, null, 2026-01-01, 0755, true, 1e3, 1.0E5, ~, -0, 00, 12345678901234567890123456789012345678901234567890, "${{ params.n }}"]
                    env: {A: 2.50, B: null}
                    stdin: 1e3
              - id: file
                title: {en: File, zh: 文件}
                run:
                  file: {write: {path: "${{ params.dir }}/content", content: 3.140, mode: 600}}
            """;

    static final String CHECKED =
            """
            params:
              type: object
              additionalProperties: false
              $defs:
                free: {type: object, properties: {minFreePercent: {$ref: '#/$defs/percent'}}}
                percent: {type: integer, minimum: 0, maximum: 100, default: 7}
                l0: {allOf: [{type: [integer, string]}, {type: [integer, string]}]}
                l1: {anyOf: [{$ref: '#/$defs/l0'}, {$ref: '#/$defs/l0'}]}
              allOf: [{properties: {behindAllOf: {type: string, default: of all}}}]
              properties:
                dir: {type: string}
                few: {type: integer, maximum: 10}
                number: {type: number, maximum: 10.5, minimum: -10.5}
                tenth: {type: number, multipleOf: 0.1}
                even: {type: integer, multipleOf: 2}
                percent: {$ref: '#/$defs/percent'}
                free: {$ref: '#/$defs/free'}
                behindAllOf: {}
                slow: {type: string, pattern: '^([a-z0-9]|-)*$'}
                slower: {type: string, pattern: '(x+x+)+y'}
                large: {type: string, pattern: '(([a-z]?){10}){90}[0-9]'}
                many: {type: array, items: {anyOf: [{$ref: '#/$defs/l1'}, {$ref: '#/$defs/l1'}]}}
                day: {type: string, format: date}
                list: {type: array, items: {type: object, properties: {size: {type: integer, default: 3}}}}
            steps:
              - id: program
                title: {en: Program, zh: 程序}
                run:
                  exec:
                    argv: [/bin/sh, -c, 'printf "%s|" "$@" >&2; [ -z "$D" ] || printf "%s|" "$@" >"$D/argv"', sh,
                           "${{ params.percent }}", "${{ params.free.minFreePercent }}", "${{ params.behindAllOf }}", "list=${{ params.list }}"]
                    env: {D: "${{ params.dir }}"}
            """;

    /** Schemas whose check a caller can make expensive. */
    static final String LIMITED =
            """
            params:
              type: object
              additionalProperties: {type: array, items: {type: integer}}
              properties:
                unique: {type: array, uniqueItems: true, items: {type: string, maxLength: 20, pattern: '^[ -~]+$'}}
                anyUnique: {type: array, uniqueItems: true}
                folded: {type: string, format: regex}
                regexes: {type: array, items: {type: string, format: regex}}
                large: {type: array, items: {type: string, pattern: '(([a-z]?){10}){90}[0-9]'}}
                required: {type: array, items: {anyOf: [{type: string}, {required: %s}]}}
                members: {type: array, items: {type: object, properties: %s}}
                powers: {type: array, items: {allOf: %s}}
                hosts: {type: array, items: {type: string, format: hostname}}
                addresses: {type: array, items: {type: string, format: ipv4}}
            steps:
              - id: program
                title: {en: Program, zh: 程序}
                run: {exec: {argv: [/bin/true]}}
            """
                    .formatted(
                            names("%s", "[", "]"),
                            names("%s: {type: object, properties: {a: {}}}", "{", "}"),
                            names("{multipleOf: 1e-30%.0s}", "[", "]"));

    private static String names(String form, String before, String after) {
        return IntStream.range(0, 1_000)
                .mapToObj(n -> form.formatted("name" + n))
                .collect(joining(", ", before, after));
    }

    static final String HTTP =
            """
            params:
              type: object
              required: [url, dir]
              properties: {url: {type: string}, dir: {type: string}, n: {}}
            steps:
              - id: call
                title: {en: Call, zh: 调用}
                run:
                  http:
                    url: "${{ params.url }}"
                    method: POST
                    headers: {X-N: "${{ params.n }}", X-Literal: 1.10}
                    body: {n: "${{ params.n }}", literal: 1.10, text: "n=${{ params.n }}"}
                    output: {n: /n}
              - id: show
                title: {en: Show, zh: 显示}
                run:
                  exec: {argv: [/bin/sh, -c, 'printf %s "$1" >"$2/out"', sh, "${{ steps.call.output.n }}", "${{ params.dir }}"]}
            """;

    static final String WAIT =
            """
            params: {type: object, properties: {pid: {}, exists: {}, limit: {}, port: {}}}
            steps:
              - id: process
                title: {en: Process, zh: 进程}
                run:
                  wait: {for: {process: {pid: "${{ params.pid }}"}}, limit: 5s}
              - id: file
                title: {en: File, zh: 文件}
                run:
                  wait: {for: {file: {path: /proc, exists: "${{ params.exists }}"}}, limit: 5s}
            """;

    static final String WAIT_HTTP =
            """
            params: {type: object, required: [url], properties: {url: {type: string}}}
            steps:
              - id: answer
                title: {en: Answer, zh: 应答}
                run:
                  wait: {for: {http: {url: "${{ params.url }}", expect: 204}}, every: 1s, limit: 10s}
            """;

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var settings = super.getConfigOverrides();
            var operations = Path.of(settings.get("obtaskd.operations-dir"));
            var all =
                    Map.of(
                            "values.pass",
                            PASS,
                            "values.literals",
                            LITERALS,
                            "values.checked",
                            CHECKED,
                            "values.limited",
                            LIMITED,
                            "values.http",
                            HTTP,
                            "values.wait",
                            WAIT,
                            "values.wait-http",
                            WAIT_HTTP);
            for (var operation : all.entrySet()) {
                Files.writeString(
                        operations.resolve(operation.getKey() + ".yaml"),
                        HEAD.formatted(operation.getKey()) + operation.getValue());
            }
            LanguageOperations.writeAll(operations);
            Files.writeString(
                    operations.resolve(".hidden.yaml"), HEAD.formatted("values.hidden") + WAIT);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
