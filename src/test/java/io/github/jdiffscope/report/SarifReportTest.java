package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SarifReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void keepsThePublishedSchema() throws IOException {
    JsonNode schema = JSON.readTree(SarifReportTest.class.getResource("/sarif/sarif-schema-2.1.0.json"));
    assertThat(SchemaCheck.errors(schema, document(SampleReports.jar()))).isEmpty();
    assertThat(SchemaCheck.errors(schema, document(SampleReports.attack()))).isEmpty();
    assertThat(SchemaCheck.errors(schema, document(new Report("a", "b", null, false)))).isEmpty();
    assertThat(SchemaCheck.errors(schema, JSON.readTree("{\"version\": \"2\", \"runs\": [{\"results\": 1}]}")))
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void namesTheCauseAndBothFiles() throws IOException {
    JsonNode run = document(SampleReports.jar()).at("/runs/0");
    JsonNode manifest = run.at("/results/1");
    assertThat(manifest.at("/ruleId").asText()).isEqualTo("jdk-version");
    assertThat(run.at("/tool/driver/rules/" + manifest.at("/ruleIndex").asInt() + "/help/text").asText())
        .isEqualTo("build with the same JDK");
    assertThat(manifest.at("/message/text").asText()).contains("-Build-Jdk-Spec: 17\n+Build-Jdk-Spec: 21");
    assertThat(manifest.at("/locations/0/physicalLocation/artifactLocation/uri").asText()).isEqualTo("build/one/app.jar");
    assertThat(manifest.at("/relatedLocations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("build/two/app.jar");
    assertThat(manifest.at("/locations/0/logicalLocations/0/fullyQualifiedName").asText())
        .isEqualTo("META-INF/MANIFEST.MF");
    assertThat(run.at("/results/4/level").asText()).isEqualTo("error");
    assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
  }

  @Test
  void locationsAreUris() {
    assertThat(SarifReport.uri("/a b/ä%:#.jar")).isEqualTo("file:///a%20b/%C3%A4%25%3A%23.jar");
    assertThat(URI.create(SarifReport.uri(SampleReports.ATTACK)).isAbsolute()).isFalse();
  }

  private static JsonNode document(Report report) throws IOException {
    return JSON.readTree(SampleReports.written(new SarifReport(), report));
  }
}
