package io.drua.fiji.stack.file;

import ij.measure.Calibration;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The OME-XML in the description of an OME-TIFF file, as far as it says where planes are, how large pixels are and what
 * channels are called. Only files of one image whose planes lie in the order that they claim are taken.
 *
 * <p>See Goldberg et al. 2005, doi:10.1186/gb-2005-6-5-r47.
 */
final class OmeXml {
  private final Path path;
  private final boolean colour;
  private final List<String> channelNames = new ArrayList<>();
  private final TiffLayout layout = new TiffLayout();
  /** Axes of the planes, fastest first, and their lengths. */
  private String order = "";

  private final long[] lengths = new long[3];
  private int images;

  OmeXml(Path path, boolean colour) {
    this.path = path;
    this.colour = colour;
  }

  static boolean isOne(String text) {
    String start = text.substring(0, Math.min(text.length(), 2048));
    return start.contains("<OME ") || start.contains("<OME:OME ");
  }

  /** Reads it, fills the metadata and says how many planes there are. */
  TiffLayout read(String text, StackMetadata metadata) {
    XMLInputFactory factory = XMLInputFactory.newInstance();
    // A file can't make this read other files or grow without end.
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(text));
      try {
        while (xml.hasNext()) {
          if (xml.next() == XMLStreamConstants.START_ELEMENT) {
            element(xml, metadata);
          }
        }
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw StackFileException.corrupt(path, "its OME-XML can't be read: " + e.getMessage(), e);
    }
    if (order.isEmpty()) {
      throw StackFileException.unsupported(
          path, "its OME-XML describes no pixels; they may be described in another file.");
    }
    metadata.fillInfo().info = text;
    metadata.channelNames(channelNames.toArray(new String[0]));
    metadata.shown(null, layout.axes().length() > 1);
    return layout;
  }

  private void element(XMLStreamReader xml, StackMetadata metadata) {
    switch (xml.getLocalName()) {
      case "Image":
        if (++images > 1) {
          throw StackFileException.unsupported(path, "it holds several images (series).");
        }
        break;
      case "Pixels":
        pixels(xml);
        calibrate(xml, metadata.fillCalibration());
        break;
      case "Channel":
        String name = xml.getAttributeValue(null, "Name");
        channelNames.add(name == null ? "" : name);
        break;
      case "TiffData":
        place(xml);
        break;
      case "UUID":
        String file = xml.getAttributeValue(null, "FileName");
        if (file != null && !file.equals(path.getFileName().toString())) {
          throw StackFileException.unsupported(path, "some of its planes are in the file \"" + file + "\".");
        }
        break;
      default:
        break;
    }
  }

  private void pixels(XMLStreamReader xml) {
    String named = String.valueOf(xml.getAttributeValue(null, "DimensionOrder"));
    if (!named.matches("XY(CZT|CTZ|ZCT|ZTC|TCZ|TZC)") || !order.isEmpty()) {
      throw StackFileException.corrupt(
          path,
          "expected one DimensionOrder such as XYCZT in its OME-XML, found " + StackFileException.brief(named) + ".");
    }
    order = named.substring(2);
    for (int i = 0; i < 3; i++) {
      lengths[i] = whole(xml, "Size" + order.charAt(i), -1);
    }
    if (colour) {
      int channels = order.indexOf('C');
      if (lengths[channels] % 3 != 0) {
        throw StackFileException.corrupt(
            path, "expected three channels for each colour in its OME-XML, found SizeC=" + lengths[channels] + ".");
      }
      lengths[channels] /= 3;
    }
    for (int i = 2; i >= 0; i--) {
      layout.add(order.charAt(i), lengths[i], false);
    }
  }

  /** Makes sure that a plane is where the order of the axes puts it. */
  private void place(XMLStreamReader xml) {
    if (order.isEmpty()) {
      throw StackFileException.corrupt(path, "its OME-XML places planes of no pixels.");
    }
    double index = 0;
    double step = 1;
    for (int i = 0; i < 3; i++) {
      long first = whole(xml, "First" + order.charAt(i), 0);
      index += first / (colour && order.charAt(i) == 'C' ? 3 : 1) * step;
      step *= lengths[i];
    }
    long directory = whole(xml, "IFD", 0);
    if (index != directory) {
      throw StackFileException.unsupported(
          path, "its planes are not in the order XY" + order + ": the plane that would be number " + (long) index
              + " (from 0) is on page " + directory + ".");
    }
  }

  private void calibrate(XMLStreamReader xml, Calibration calibration) {
    double x = decimal(xml, "PhysicalSizeX");
    double y = decimal(xml, "PhysicalSizeY");
    double z = decimal(xml, "PhysicalSizeZ");
    if (x > 0) {
      calibration.pixelWidth = x;
      calibration.pixelHeight = y > 0 ? y : x;
      String unit = unit(xml, "PhysicalSizeX", "\u00b5m");
      calibration.setUnit(unit);
      String other = unit(xml, "PhysicalSizeY", "\u00b5m");
      calibration.setYUnit(other.equals(unit) ? null : other);
      if (z > 0) {
        calibration.pixelDepth = z;
        String deep = unit(xml, "PhysicalSizeZ", "\u00b5m");
        calibration.setZUnit(deep.equals(unit) ? null : deep);
      }
    }
    double interval = decimal(xml, "TimeIncrement");
    if (interval > 0) {
      calibration.frameInterval = interval;
      calibration.setTimeUnit(unit(xml, "TimeIncrement", "s"));
    }
  }

  private static String unit(XMLStreamReader xml, String of, String otherwise) {
    String unit = xml.getAttributeValue(null, of + "Unit");
    return unit == null || unit.isEmpty() ? otherwise : unit;
  }

  private long whole(XMLStreamReader xml, String name, long otherwise) {
    String text = xml.getAttributeValue(null, name);
    long found = text == null ? otherwise : number(text);
    if (found < 0 || found > Integer.MAX_VALUE || found == 0 && name.startsWith("Size")) {
      throw StackFileException.corrupt(path, "expected a number as " + name + " in its OME-XML, found " + text + ".");
    }
    return found;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException refusedByTheCaller) {
      return -1;
    }
  }

  /** A positive number, or 0 where there is none that makes sense. */
  private static double decimal(XMLStreamReader xml, String name) {
    String text = xml.getAttributeValue(null, name);
    try {
      double found = text == null ? 0 : Double.parseDouble(text);
      return found > 0 && found < Double.MAX_VALUE ? found : 0;
    } catch (NumberFormatException notCalibrated) {
      return 0;
    }
  }
}
