/**
 * The browser client as clinicians use it, in headless Chromium against a server of its own. Needs
 * the built EAR and Debian's chromium with its driver.
 */
package org.konsil.it.messenger;
