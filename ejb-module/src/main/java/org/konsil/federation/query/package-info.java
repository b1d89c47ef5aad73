/**
 * Questions between servers: the ports that capabilities declare for what only another server
 * knows, and what we answer to others. Each is a signed request and its answer; events and
 * transactions belong elsewhere.
 */
package org.konsil.federation.query;
