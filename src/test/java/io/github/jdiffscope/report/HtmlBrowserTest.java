package io.github.jdiffscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Report;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. Skipped where no Chromium is installed (Debian's package {@code chromium}). */
class HtmlBrowserTest {
  /** Far more than it takes on an idle machine: machines for tests are slow and busy. */
  private static final long OPENS_WITHIN_MILLIS = 8_000;

  @TempDir
  static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Path program = Browser.installed();
    Assumptions.assumeTrue(program != null, "no chromium is installed: the page is not tried in a browser");
    browser = new Browser(program, folder.resolve("profile"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void opensQuietly() throws Exception {
    open(SampleReports.jar());
    assertThat(number("document.querySelectorAll('details.n').length")).isEqualTo(7);
    assertThat(browser.evaluate("getComputedStyle(document.querySelector('.c ins')).display").asText()).isEqualTo("block");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void attacksStayText() throws Exception {
    open(SampleReports.attack());
    assertThat(number("document.querySelectorAll('img, iframe, object, [onerror], [style]').length")).isZero();
    assertThat(number("document.querySelectorAll('script').length")).isEqualTo(1);
    assertThat(browser.evaluate("document.querySelector('.pair .name').textContent").asText())
        .startsWith("</script><script>alert(1)</script><img src=x onerror=alert(2)>");
    // Even markup that got in could neither run nor load anything.
    browser.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=\"https://example.org/x\" onerror=\"window.hit=1\">')");
    browser.evaluate("new Promise(done => setTimeout(done, 200))");
    assertThat(browser.evaluate("window.hit === undefined").asBoolean()).isTrue();
    assertThat(browser.complaints()).isNotEmpty().allMatch(text -> text.contains("Content Security Policy")
        || text.contains("example.org"));
  }

  @Test
  void picturesAreShown() throws Exception {
    open(SampleReports.pictures());
    browser.evaluate("Promise.all([...document.images].map(image => image.decode()))");
    assertThat(number("document.images.length")).isEqualTo(2);
    assertThat(browser.evaluate("[...document.images].every(image => image.naturalWidth === 8 && image.width >= 64)")
        .asBoolean()).isTrue();
    assertThat(number("document.querySelectorAll('script').length")).isEqualTo(1);
    // What the browser tells of as requests are the pictures themselves, which lie in the page.
    assertThat(browser.complaints()).allMatch(text -> text.startsWith("data:image/png;base64,iVBOR"));
  }

  @Test
  void folds() throws Exception {
    open(SampleReports.jar());
    click("Fold all");
    assertThat(number("document.querySelectorAll('details.n[open]').length")).isEqualTo(1);
    click("Unfold all");
    assertThat(number("document.querySelectorAll('details.n[open]').length")).isEqualTo(7);
  }

  @Test
  void filters() throws Exception {
    open(SampleReports.jar());
    browser.evaluate("{const f = document.querySelector('#bar input'); f.value = 'MANIFEST'; "
        + "f.dispatchEvent(new Event('input'))} new Promise(done => setTimeout(done, 50))");
    assertThat(shownNames()).isEqualTo("app.jar,META-INF/MANIFEST.MF");
    browser.evaluate("document.querySelector('[data-f=archive-timestamps]').click()");
    assertThat(shownNames()).isEqualTo("app.jar,zipinfo {}");
    assertThat(browser.evaluate("document.querySelector('#bar output').textContent").asText()).isEqualTo("1 match");
  }

  @Test
  void anchorsLeadToTheirNode() throws Exception {
    open(SampleReports.large(2_000_000, 100));
    browser.evaluate("location.hash = document.querySelector('#why a').getAttribute('href'); "
        + "new Promise(done => setTimeout(done, 200))");
    assertThat(browser.evaluate("document.querySelector('.n.at').id").asText()).isEqualTo("/com/acme/p0/Class0.class");
    assertThat(browser.evaluate("document.querySelector('.n.at').open").asBoolean()).isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void keysMove() throws Exception {
    open(SampleReports.jar());
    browser.press("j");
    browser.press("j");
    assertThat(browser.evaluate("document.querySelector('.n.at').id").asText()).isEqualTo("/zipinfo_{}");
    browser.press("u");
    assertThat(browser.evaluate("document.querySelector('.n.at').id").asText())
        .isEqualTo("/a/Old.class/javap_-verbose_{}");
    browser.press("v");
    assertThat(browser.evaluate("document.documentElement.classList.contains('unified')").asBoolean()).isTrue();
  }

  @Test
  void aHundredThousandChangedLinesOpenAtOnce() throws Exception {
    long millis = open(SampleReports.large(10_300_000, 1_000));
    long unfolded = System.nanoTime();
    click("Unfold all");
    browser.evaluate("document.body.offsetHeight");
    unfolded = (System.nanoTime() - unfolded) / 1_000_000;
    assertThat(number("document.querySelectorAll('.c del, .c ins').length")).isGreaterThan(100_000);
    assertThat(millis).isLessThan(OPENS_WITHIN_MILLIS);
    assertThat(unfolded).isLessThan(OPENS_WITHIN_MILLIS);
    System.out.println("100,000 changed lines: opened in " + millis + " ms, all unfolded in " + unfolded + " ms");
  }

  private static long open(Report report) throws Exception {
    Path page = folder.resolve("page.html");
    try (OutputStream out = Files.newOutputStream(page)) {
      new HtmlReport(HtmlOptions.DEFAULT).write(report, out);
    }
    return browser.open(page);
  }

  private static void click(String button) throws Exception {
    browser.evaluate("[...document.querySelectorAll('#bar button')].find(b => b.textContent === '" + button + "').click()");
  }

  private static String shownNames() throws Exception {
    return browser.evaluate("[...document.querySelectorAll('.n:not(.hidden) > summary > .name')].map(n => "
        + "n.textContent).join()").asText();
  }

  private static long number(String expression) throws Exception {
    return browser.evaluate(expression).asLong(-1);
  }
}
