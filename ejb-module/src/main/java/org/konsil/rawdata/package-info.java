/**
 * What gematik measures the services of TI-M by: raw performance data of single operations
 * (Rohdaten) and the monthly stock data (Bestandsdaten), kept as files and rows and delivered where
 * the provider says. The doors of the server, federation and registration tell {@link
 * org.konsil.rawdata.RawDataService} what they did; no user id, no token and no content belongs
 * here.
 */
package org.konsil.rawdata;
