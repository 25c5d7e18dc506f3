package io.github.jdiffscope.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The parts of a page that are always the same. The content security policy allows this style sheet and this script, by
 * their digests, and nothing else: even markup that got past the escaping could load and run nothing.
 */
final class HtmlFrame {
  private final String style = resource("report.css");
  private final String script = resource("report.js");

  void start(Utf8Output out, String title) throws IOException {
    out.ascii("<!DOCTYPE html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n");
    out.ascii("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-"
        + digest(style) + "'; script-src 'sha256-" + digest(script) + "'; base-uri 'none'; form-action 'none'\">\n");
    out.ascii("<meta name=viewport content=\"width=device-width, initial-scale=1\">\n<meta name=color-scheme content=\"light dark\">\n");
    out.ascii("<meta name=referrer content=no-referrer>\n<meta name=generator content=jdiffscope>\n<title>");
    XmlText.write(out, title);
    out.ascii("</title>\n<style>");
    out.raw(style);
    out.ascii("</style>\n</head>\n<body>\n");
  }

  void end(Utf8Output out) throws IOException {
    out.ascii("<script>");
    out.raw(script);
    out.ascii("</script>\n</body>\n</html>\n");
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlFrame.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the program's own files: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name + " of the program's own files", e);
    }
  }
}
