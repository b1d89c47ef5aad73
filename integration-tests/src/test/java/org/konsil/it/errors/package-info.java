/**
 * Every served operation answers the errors that the specification asks for. The cases are
 * generated from the table of operations in docs, so that a new operation is held to them without a
 * new test.
 */
package org.konsil.it.errors;
