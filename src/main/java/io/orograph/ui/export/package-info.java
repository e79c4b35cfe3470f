/** Export for reports: figures as PNG files and to the clipboard, the numbers as NPZ and CSV. */
package io.orograph.ui.export;
