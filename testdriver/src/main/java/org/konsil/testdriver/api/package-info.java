/**
 * The operations of gematik's Testtreiber API 2.3.0, one class a part of it, and the records that
 * they trade. Every operation of a device wants the device to be claimed. Decides nothing that a
 * client decides.
 */
package org.konsil.testdriver.api;
