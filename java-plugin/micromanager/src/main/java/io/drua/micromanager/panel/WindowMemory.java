package io.drua.micromanager.panel;

import io.drua.bridge.Nullable;
import io.drua.micromanager.swing.Look;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.swing.JFrame;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.Timer;
import org.micromanager.propertymap.MutablePropertyMapView;

/** Keeps where a window is and how it is divided, in the user profile: a moment after each change, and when it closes. */
final class WindowMemory {
  private static final int QUIET_MILLIS = 500;
  private static final int SETTLED_MILLIS = 400;
  private static final String BOUNDS = "bounds";
  private static final String TAB = "tab";

  private final JFrame frame;
  private final JTabbedPane tabs;
  private final MutablePropertyMapView settings;
  private final Map<String, JSplitPane> splits = new LinkedHashMap<>();
  private final Timer quiet = new Timer(QUIET_MILLIS, event -> store());
  /** The size that the window had; until it has it again, nothing is kept. */
  @Nullable private Dimension wanted;

  private boolean restored;

  WindowMemory(JFrame frame, JTabbedPane tabs, MutablePropertyMapView settings) {
    this.frame = frame;
    this.tabs = tabs;
    this.settings = settings;
    quiet.setRepeats(false);
    frame.addComponentListener(
        new ComponentAdapter() {
          @Override
          public void componentMoved(ComponentEvent event) {
            changed();
          }

          @Override
          public void componentResized(ComponentEvent event) {
            changed();
          }
        });
    frame.addWindowListener(
        new WindowAdapter() {
          @Override
          public void windowClosing(WindowEvent event) {
            store();
          }
        });
    tabs.addChangeListener(event -> changed());
  }

  /** Has the place of a divider kept, as part of what it divides. */
  void add(String name, JSplitPane split) {
    splits.put(name, split);
    split.addPropertyChangeListener(JSplitPane.DIVIDER_LOCATION_PROPERTY, event -> changed());
  }

  private void changed() {
    if (restored) {
      quiet.restart();
    }
  }

  /** Gives the window the place that it had; says whether there was one. */
  boolean restoreBounds() {
    Rectangle bounds = settings.getRectangle(BOUNDS, null);
    if (bounds == null || bounds.isEmpty()) {
      return false;
    }
    frame.setBounds(Look.onScreen(bounds));
    wanted = frame.getSize();
    return true;
  }

  /** Puts dividers and the tab where they were. The window must have its size. */
  void restoreParts(Map<String, Double> otherwise) {
    for (Map.Entry<String, JSplitPane> split : splits.entrySet()) {
      double part = settings.getDouble(split.getKey(), otherwise.get(split.getKey()));
      split.getValue().setDividerLocation(part > 0.02 && part < 0.98 ? part : otherwise.get(split.getKey()));
      frame.validate();
    }
    int tab = settings.getInteger(TAB, 0);
    if (tab >= 0 && tab < tabs.getTabCount()) {
      tabs.setSelectedIndex(tab);
    }
    Timer settled = new Timer(SETTLED_MILLIS, event -> settle());
    settled.setRepeats(false);
    settled.start();
  }

  /** Window managers tell late how large their frames are; by that much the window would shrink each time. */
  private void settle() {
    Dimension size = wanted;
    int difference = size == null ? 0 : Math.abs(size.width - frame.getWidth()) + Math.abs(size.height - frame.getHeight());
    if (size != null && difference < 4 * Look.line()) {
      frame.setSize(size);
    }
    restored = true;
  }

  private void store() {
    if (!restored) {
      return;
    }
    quiet.stop();
    if ((frame.getExtendedState() & JFrame.MAXIMIZED_BOTH) == 0) {
      settings.putRectangle(BOUNDS, frame.getBounds());
    }
    settings.putInteger(TAB, tabs.getSelectedIndex());
    for (Map.Entry<String, JSplitPane> split : splits.entrySet()) {
      JSplitPane pane = split.getValue();
      boolean vertical = pane.getOrientation() == JSplitPane.VERTICAL_SPLIT;
      int room = (vertical ? pane.getHeight() : pane.getWidth()) - pane.getDividerSize();
      if (room > 0) {
        settings.putDouble(split.getKey(), pane.getDividerLocation() / (double) room);
      }
    }
  }
}
