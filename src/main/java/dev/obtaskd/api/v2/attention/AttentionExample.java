package dev.obtaskd.api.v2.attention;

/** The example of the OpenAPI document. */
final class AttentionExample {

    static final String FAILED =
            """
            {
              "items": [
                {
                  "kind": "FAILED",
                  "key": "tenant.example prepare connect to #: connection refused",
                  "title": "Example: step Prepare failed",
                  "text": "Failed tasks: 2. Error: connect to 10.0.0.7:2881: connection refused",
                  "since": "2026-11-29T06:40:00.000000Z",
                  "count": 2,
                  "tasks": [
                    {
                      "id": "3127000000001288717",
                      "name": {"en": "Example", "zh": "\u793a\u4f8b"},
                      "state": "FAILED",
                      "target": {"type": "TENANT", "name": "sales", "id": null, "link": null, "deleted": false}
                    },
                    {
                      "id": "3127000000001288731",
                      "name": {"en": "Example", "zh": "\u793a\u4f8b"},
                      "state": "FAILED",
                      "target": {"type": "TENANT", "name": "stock", "id": null, "link": null, "deleted": false}
                    }
                  ],
                  "focus": {
                    "subTaskId": "3127000000001288718",
                    "attempt": 1,
                    "line": 14,
                    "text": "connect to 10.0.0.7:2881: connection refused"
                  },
                  "holder": null,
                  "refused": 0,
                  "operations": [
                    {"op": "retry", "ids": ["3127000000001288717", "3127000000001288731"]},
                    {"op": "abandon", "ids": ["3127000000001288717", "3127000000001288731"]}
                  ]
                }
              ],
              "nextCursor": null
            }
            """;

    private AttentionExample() {}
}
