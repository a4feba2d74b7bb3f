package dev.obtaskd.api.v2.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditCsvTest {

    @Test
    void quotesSpecialCharacters() {
        assertThat(AuditCsv.cell("plain")).isEqualTo("plain");
        assertThat(AuditCsv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(AuditCsv.cell("say \"hi\"\n")).isEqualTo("\"say \"\"hi\"\"\\n\"");
    }

    @Test
    void escapesFormulas() {
        assertThat(AuditCsv.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(AuditCsv.cell("@a,b")).isEqualTo("\"'@a,b\"");
    }
}
