/** Certificates, keys, signed messages and what keeps them. No secret is shown, only digests of secrets. */
package io.github.jdiffscope.format.crypto;
