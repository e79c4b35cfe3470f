package io.orograph.figure.film;

import io.orograph.file.AtomicFile;
import io.orograph.plot.Picture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.Codec;
import org.jcodec.common.MuxerTrack;
import org.jcodec.common.VideoCodecMeta;
import org.jcodec.common.VideoEncoder.EncodedFrame;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Packet;
import org.jcodec.common.model.Size;
import org.jcodec.containers.mp4.Brand;
import org.jcodec.containers.mp4.muxer.MP4Muxer;

/**
 * Films as MP4 (H.264, 4:2:0, colours by BT.709 in limited range, which the stream says): what browsers, slides and messengers
 * play.
 */
public final class Mp4File {

    /** The step of quantisation, 0 to 51: below this nobody sees a difference in a surface. */
    private static final int QUANTISATION = 20;

    /** The code of BT.709 for primaries, transfer and matrix. */
    private static final int BT709 = 1;

    private static final int UNSPECIFIED_FORMAT = 5;

    private Mp4File() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @throws java.util.concurrent.CancellationException if a frame does; then there is no file
     */
    public static void write(Path file, Film film) throws IOException {
        AtomicFile.writeByName(file, temporary -> {
            try (SeekableByteChannel channel = NIOUtils.writableChannel(temporary.toFile())) {
                write(channel, film);
            }
        });
    }

    private static void write(SeekableByteChannel channel, Film film) throws IOException {
        FilmFormat format = film.format();
        H264Encoder encoder = new Encoder();
        encoder.setKeyInterval(format.rate());
        MP4Muxer muxer = MP4Muxer.createMP4Muxer(channel, Brand.MP4);
        MuxerTrack track = muxer.addVideoTrack(
                Codec.H264,
                VideoCodecMeta.createSimpleVideoCodecMeta(
                        new Size(format.width(), format.height()), ColorSpace.YUV420J));
        ByteBuffer room = null;
        for (int number = 0; number < format.frames(); number++) {
            org.jcodec.common.model.Picture picture = yuv(film.frame(number));
            room = room == null ? ByteBuffer.allocate(encoder.estimateBufferSize(picture)) : room;
            room.clear();
            EncodedFrame frame = encoder.encodeFrame(picture, room);
            track.addFrame(Packet.createPacket(
                    NIOUtils.clone(frame.getData()),
                    number,
                    format.rate(),
                    1,
                    number,
                    frame.isKeyFrame() ? Packet.FrameType.KEY : Packet.FrameType.INTER,
                    null));
        }
        muxer.finish();
    }

    /** An encoder of one quality that says what its colours mean. */
    private static final class Encoder extends H264Encoder {

        Encoder() {
            super(new RateControl() {
                @Override
                public int startPicture(Size size, int maxSize, SliceType type) {
                    return QUANTISATION;
                }

                @Override
                public int initialQpDelta() {
                    return 0;
                }

                @Override
                public int accept(int bits) {
                    return 0;
                }
            });
        }

        @Override
        public SeqParameterSet initSPS(Size size) {
            SeqParameterSet parameters = super.initSPS(size);
            VUIParameters vui = new VUIParameters();
            vui.videoSignalTypePresentFlag = true;
            vui.videoFormat = UNSPECIFIED_FORMAT;
            vui.videoFullRangeFlag = false;
            vui.colourDescriptionPresentFlag = true;
            vui.colourPrimaries = BT709;
            vui.transferCharacteristics = BT709;
            vui.matrixCoefficients = BT709;
            parameters.vuiParams = vui;
            return parameters;
        }
    }

    /** Returns a picture with its colours averaged over two by two pixels. The library's numbers are less by 128. */
    private static org.jcodec.common.model.Picture yuv(Picture picture) {
        int width = picture.width();
        org.jcodec.common.model.Picture yuv =
                org.jcodec.common.model.Picture.create(width, picture.height(), ColorSpace.YUV420J);
        byte[] luma = yuv.getPlaneData(0);
        double[] red = new double[luma.length / 4];
        double[] blue = new double[luma.length / 4];
        for (int i = 0; i < luma.length; i++) {
            int rgb = picture.argb()[i];
            double r = (rgb >> 16 & 0xff) / 255.0;
            double g = (rgb >> 8 & 0xff) / 255.0;
            double b = (rgb & 0xff) / 255.0;
            double y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
            luma[i] = (byte) (Math.round(16 + 219 * y) - 128);
            int place = i / width / 2 * (width / 2) + i % width / 2;
            blue[place] += (b - y) / 1.8556 / 4;
            red[place] += (r - y) / 1.5748 / 4;
        }
        for (int i = 0; i < red.length; i++) {
            yuv.getPlaneData(1)[i] = (byte) Math.round(224 * blue[i]);
            yuv.getPlaneData(2)[i] = (byte) Math.round(224 * red[i]);
        }
        return yuv;
    }
}
