/**
 * The administrators' console in a browser: what can be done there, and what nobody else can see.
 *
 * <p>From outside only; the services behind it have tests of their own.
 */
package org.konsil.it.console;
