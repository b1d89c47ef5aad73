/**
 * What the integration tests stand on: starting and killing servers, free ports, the places of the
 * built artefacts, clients of the Matrix API.
 *
 * <p>Every test class may use it. Assertions about behaviour do not belong here.
 */
package org.konsil.it.support;
