package dev.obtaskd.api.v2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A daemon with an operation whose schema uses every keyword that can be violated. */
public class LanguageDaemon extends SecretDaemon {

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

    @Override
    public Map<String, String> getConfigOverrides() {
        try {
            var settings = super.getConfigOverrides();
            Files.writeString(
                    Path.of(settings.get("obtaskd.operations-dir"), "language.keywords.yaml"),
                    KEYWORDS);
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
