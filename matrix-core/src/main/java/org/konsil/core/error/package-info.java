/**
 * The errors of the protocol: codes with their usual HTTP status, and the exception that carries
 * one to the client. Everyone may throw it; the mappers of web and ws turn it into a body. Nothing
 * here knows HTTP beyond the status number, and no rule is decided here.
 */
package org.konsil.core.error;
