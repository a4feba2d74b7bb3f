package dev.obtaskd.api.v2;

import static java.util.Map.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An operation whose schema uses every keyword that can be violated, and files with a flaw. */
final class LanguageOperations {

    private static final String KEYWORDS =
            """
            operation: language.keywords
            title: {en: Keywords, zh: 关键字}
            description: {en: Uses every keyword., zh: 使用每个关键字}
            scope: CLUSTER
            maintenance: {type: TENANT, key: "${{ params.tenant }}"}
            params:
              type: object
              required: [tenant]
              unevaluatedProperties: false
              dependentRequired: {user: [group]}
              properties:
                tenant: {type: string}
                user: {type: string}
                group: {type: string}
                host: {default: "127.0.0.1:2886"}
                text: {type: string, minLength: 2, maxLength: 3}
                pattern: {type: string, pattern: '^[a-z]+$'}
                slow: {type: string, pattern: '(([a-z]?){10}){90}[0-9]'}
                date: {type: string, format: date}
                fixed: {const: 1}
                chosen: {enum: [a, b]}
                number: {type: number, minimum: 1, maximum: 2}
                between: {exclusiveMinimum: 1, exclusiveMaximum: 2}
                even: {multipleOf: 2}
                either: {type: [string, integer]}
                any: {anyOf: [{type: string}, {type: integer}]}
                one: {oneOf: [{type: integer}, {minimum: 2}]}
                other: {not: {type: string}}
                refused: false
                conditional: {if: {type: string}, then: {minLength: 2}, else: {minimum: 2}}
                list: {type: array, minItems: 2, maxItems: 3, uniqueItems: true}
                tuple: {prefixItems: [{type: string}], items: false}
                closed: {prefixItems: [{type: string}], unevaluatedItems: false}
                some: {contains: {type: string}}
                few: {contains: {type: string}, minContains: 2, maxContains: 3}
                object: {type: object, minProperties: 2, maxProperties: 3}
                names: {propertyNames: {maxLength: 1}}
                strict: {type: object, additionalProperties: false}
                depending: {dependentSchemas: {a: {required: [b]}}}
            steps:
              - id: program
                title: {en: Program, zh: 程序}
                hosts: "${{ params.host }}"
                run: {exec: {argv: [/bin/true]}}
            """;

    /** One step, in which each flaw is written. */
    private static final String FLAWED =
            """
            operation: flawed.%s
            title: {en: Flawed, zh: 有误}
            description: {en: Has a flaw., zh: 含有错误}
            scope: LOCAL
            maintenance: {type: NONE}
            params: {type: object, properties: {a: %s}}
            steps:
              - id: only
                title: {en: Only, zh: 唯一}
                needs: [%s]
                run: %s
            """;

    private static final String RUN = "{exec: {argv: [/bin/true]}}";

    /** Operation files with a flaw, by name. */
    static final Map<String, String> FLAWS =
            Map.ofEntries(
                    entry("empty", ""),
                    entry("list", "- a"),
                    entry("alias", "a: &x 1\nb: *x"),
                    entry("tag", "a: !x 1"),
                    entry("twice", "a: 1\na: 2"),
                    entry("member", "operation: a"),
                    flawed("need", "{}", "other", RUN),
                    flawed("cycle", "{}", "only", RUN),
                    flawed("kind", "{}", "", "{other: {}}"),
                    flawed("argv", "{}", "", "{exec: {}}"),
                    flawed("key", "{}", "", "{exec: {argv: [/bin/true], other: 1}}"),
                    flawed("code", "{}", "", "{exec: {argv: [sh, -c, '${{ params.a }}']}}"),
                    flawed("path", "{}", "", "{exec: {argv: ['${{ params.b }}']}}"),
                    flawed("secret", "{}", "", "{exec: {argv: ['${{ secret:a }}']}}"),
                    flawed("open", "{}", "", "{exec: {argv: ['a ${{ params.a']}}"),
                    flawed("url", "{}", "", "{http: {url: 'http://a:b@c/'}}"),
                    flawed("wait", "{}", "", "{wait: {for: {tcp: a}, every: 1ms}}"),
                    flawed("file", "{}", "", "{file: {write: {path: a, content: b, mode: x}}}"),
                    flawed("limits", "{}", "", "{exec: {argv: [a], limits: {memory: 1}}}"),
                    flawed("pattern", "{pattern: '(?=a)'}", "", RUN),
                    flawed("escape", "{pattern: '\\1'}", "", RUN),
                    flawed("set", "{pattern: '[b-a]'}", "", RUN),
                    flawed("format", "{format: color}", "", RUN),
                    flawed("type", "{type: color}", "", RUN),
                    flawed("default", "{type: integer, default: x}", "", RUN),
                    flawed("reference", "{$ref: 'http://a/'}", "", RUN));

    private static Map.Entry<String, String> flawed(
            String name, String schema, String needs, String run) {
        return entry(name, FLAWED.formatted(name, schema, needs, run));
    }

    private LanguageOperations() {}

    static void writeAll(Path operations) throws IOException {
        Files.writeString(operations.resolve("language.keywords.yaml"), KEYWORDS);
        for (var flaw : FLAWS.entrySet()) {
            Files.writeString(
                    operations.resolve("flawed." + flaw.getKey() + ".yaml"), flaw.getValue());
        }
    }
}
