package org.konsil.it.conformance;

import org.junit.jupiter.api.function.Executable;

/**
 * One statement of the specification.
 *
 * @param section anchor of the client-server API's heading
 * @param statement what has to hold
 */
public record Check(String section, String statement, Executable proof) {}
