/** Reads ASN.1 values in DER and BER (ITU-T X.690), bounded and tolerant, and knows names of object identifiers. */
package io.github.jdiffscope.codec.asn1;
