package io.firstclaim.it.handshake;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.tls.DatagramTransport;

/// A UDP socket towards the edge that sends each handshake message which is not encrypted in the fragments that a test makes of it.
final class Wire implements DatagramTransport, AutoCloseable {
    private static final int HANDSHAKE = 22;
    private static final int RECORD_HEADER = 13;
    private static final int EPOCH = 3;
    private static final int SEQUENCE = 5;
    private static final int LENGTH = 11;
    /// BC makes records as large as this allows; they come out smaller.
    private static final int LIMIT = 1 << 14;

    private final DatagramSocket socket;
    private final Function<Message, List<byte[]>> fragmenting;
    private long sent;

    private Wire(DatagramSocket socket, Function<Message, List<byte[]>> fragmenting) {
        this.socket = socket;
        this.fragmenting = fragmenting;
    }

    /// Opens one.
    ///
    /// @param fragmenting what is sent of a message; each element in a datagram of its own
    static Wire open(InetAddress source, int port, Function<Message, List<byte[]>> fragmenting) throws IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(source, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new Wire(socket, fragmenting);
    }

    @Override
    public int getReceiveLimit() {
        return LIMIT;
    }

    @Override
    public int getSendLimit() {
        return LIMIT;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        socket.setSoTimeout(Math.max(1, waitMillis));
        DatagramPacket packet = new DatagramPacket(buffer, offset, length);
        try {
            socket.receive(packet);
            return packet.getLength();
        } catch (SocketTimeoutException nothing) {
            return -1;
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
        ByteBuffer datagram = ByteBuffer.wrap(buffer, offset, length).slice();
        while (datagram.hasRemaining()) {
            int size = RECORD_HEADER + Short.toUnsignedInt(datagram.getShort(datagram.position() + LENGTH));
            ByteBuffer record = datagram.slice(datagram.position(), size);
            datagram.position(datagram.position() + size);
            if (record.get(0) == HANDSHAKE && record.getShort(EPOCH) == 0) {
                byte[] header = new byte[RECORD_HEADER];
                record.get(header);
                for (byte[] fragment : fragmenting.apply(Message.parse(record))) {
                    sendInRecord(header, fragment);
                }
            } else {
                sendRecord(record);
            }
        }
    }

    private void sendRecord(ByteBuffer record) throws IOException {
        if (record.getShort(EPOCH) == 0) {
            putSequence(record);
        }
        byte[] bytes = new byte[record.limit()];
        record.get(0, bytes);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    private void sendInRecord(byte[] header, byte[] payload) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + payload.length).put(header).put(payload).flip();
        record.putShort(LENGTH, (short) payload.length);
        putSequence(record);
        socket.send(new DatagramPacket(record.array(), record.limit()));
    }

    /// Six bytes, of which four are plenty.
    private void putSequence(ByteBuffer record) {
        record.putShort(SEQUENCE, (short) 0).putInt(SEQUENCE + Short.BYTES, (int) sent++);
    }

    @Override
    public void close() {
        socket.close();
    }
}
