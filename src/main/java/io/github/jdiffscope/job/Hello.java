package io.github.jdiffscope.job;

import java.io.IOException;

/**
 * What a worker says first.
 *
 * @param protocol {@link Protocol#VERSION} of the worker
 * @param catalogue fingerprint of the formats it knows
 */
public record Hello(int protocol, String catalogue) {

  /** Returns the sentence that says why a parent cannot work with this worker, or null. */
  public String mismatch(String ourCatalogue) {
    if (protocol != Protocol.VERSION) {
      return "speaks protocol version " + protocol + ", not " + Protocol.VERSION;
    }
    return catalogue.equals(ourCatalogue) ? null
        : "knows other formats (" + catalogue + ") than this process (" + ourCatalogue + ")";
  }

  public byte[] toJson() throws IOException {
    return JobJson.write(out -> {
      out.writeStartObject();
      out.writeNumberField("protocol", protocol);
      out.writeStringField("catalogue", catalogue);
      out.writeEndObject();
    });
  }

  public static Hello fromJson(byte[] json) throws IOException {
    JsonFields fields = JsonFields.parse(json);
    return new Hello((int) fields.number("protocol"), fields.text("catalogue"));
  }
}
