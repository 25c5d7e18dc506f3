/** PPMd variant H, the context model of 7z and RAR (Dmitry Shkarin, "PPM: one step to practicality", 2002). */
package io.github.jdiffscope.codec.ppmd;
