package benches;

import java.util.UUID;
import org.micromanager.PropertyMap;
import org.micromanager.PropertyMaps;
import org.micromanager.data.DataManager;
import org.micromanager.data.Metadata;

/** Metadata as a frame of Micro-Manager's demo configuration has them. */
final class DemoTags {
    /** Names and values of the microscope's state, alternating. */
    private static final String[] STATE = {
        "Autofocus-Description", "Demo auto-focus adapter",
        "Autofocus-HubID", "",
        "Autofocus-Name", "DAutoFocus",
        "Camera-AllowMultiROI", "0",
        "Camera-AsyncPropertyDelayMS", "2000",
        "Camera-AsyncPropertyFollower", "",
        "Camera-AsyncPropertyLeader", "",
        "Camera-Binning", "1",
        "Camera-BitDepth", "16",
        "Camera-CCDTemperature", "0.0000",
        "Camera-CameraID", "V1.0",
        "Camera-CameraName", "DemoCamera-MultiMode",
        "Camera-Description", "Demo Camera Device Adapter",
        "Camera-DisplayImageNumber", "0",
        "Camera-DropPixels", "0",
        "Camera-Exposure", "10.00",
        "Camera-FastImage", "0",
        "Camera-FractionOfPixelsToDropOrSaturate", "0.0020",
        "Camera-Gain", "0",
        "Camera-HubID", "",
        "Camera-MaximumExposureMs", "10000.0000",
        "Camera-Mode", "Artificial Waves",
        "Camera-Name", "DCam",
        "Camera-Offset", "0",
        "Camera-OnCameraCCDXSize", "512",
        "Camera-OnCameraCCDYSize", "512",
        "Camera-PixelType", "16bit",
        "Camera-ReadoutTime", "0.0000",
        "Camera-RotateImages", "0",
        "Camera-SaturatePixels", "0",
        "Camera-ScanMode", "1",
        "Camera-SimulateCrash", "",
        "Camera-StripeWidth", "1.0000",
        "Camera-TransposeCorrection", "0",
        "Camera-TransposeMirrorX", "0",
        "Camera-TransposeMirrorY", "0",
        "Camera-TransposeXY", "0",
        "Camera-TriggerDevice", "",
        "Camera-UseExposureSequences", "No",
        "Core-AutoFocus", "Autofocus",
        "Core-AutoShutter", "1",
        "Core-Camera", "Camera",
        "Core-ChannelGroup", "Channel",
        "Core-Focus", "Z",
        "Core-Galvo", "",
        "Core-ImageProcessor", "",
        "Core-Initialize", "1",
        "Core-SLM", "",
        "Core-Shutter", "White Light Shutter",
        "Core-TimeoutMs", "5000",
        "Core-XYStage", "XY",
        "Dichroic-Label", "400DCLP",
        "Dichroic-Name", "DWheel",
        "Dichroic-State", "0",
        "Emission-Label", "Chroma-HQ620",
        "Emission-State", "0",
        "Objective-Label", "Nikon 10X S Fluor",
        "Objective-State", "1",
        "Path-Label", "State-0",
        "XY-TransposeMirrorX", "0",
        "Z-Position", "0.0000",
    };

    private DemoTags() {}

    /** Metadata of frame n, none of whose objects another frame has. */
    static Metadata of(DataManager data, long number) {
        PropertyMap.Builder state = PropertyMaps.builder();
        for (int i = 0; i < STATE.length; i += 2) {
            state.putString(STATE[i], STATE[i + 1]);
        }
        return data.metadataBuilder()
                .imageNumber(number)
                .elapsedTimeMs(10.0 * number)
                .exposureMs(10.0)
                .pixelSizeUm(0.65)
                .binning(1)
                .bitDepth(16)
                .camera("Camera")
                .positionName("Pos0")
                .receivedTime("2026-11-25 12:00:00.000 +0000")
                .xPositionUm(100.0)
                .yPositionUm(-50.0)
                .zPositionUm(7.5)
                .uuid(new UUID(4711, number))
                .scopeData(state.build())
                .build();
    }
}
