package dev.obtaskd.api.v2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AuditSheetTest {

    @Test
    void quotesWhatWouldBreakTheTable() {
        assertThat(AuditSheet.cell("plain")).isEqualTo("plain");
        assertThat(AuditSheet.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(AuditSheet.cell("say \"hi\"\n")).isEqualTo("\"say \"\"hi\"\"\\n\"");
    }

    @Test
    void makesNoFormulas() {
        assertThat(AuditSheet.cell("=1+1")).isEqualTo("'=1+1");
        assertThat(AuditSheet.cell("@a,b")).isEqualTo("\"'@a,b\"");
    }
}
