/**
 * What an installation decides: the settings of the server, and the domains (tenants) that it hosts
 * with their signing keys. Every capability may read it. The only place that reads system
 * properties, and the only one that makes clocks and randomness. No rule of a capability belongs
 * here.
 */
package org.konsil.config;
