namespace Comity.Node.Sync;

/// <summary>Lets a stream of server-sent events through as long as no event is longer than the bound.</summary>
/// <remarks>The parser behind it keeps a line until its end and an event until an empty line: without a bound, for ever.</remarks>
public sealed class BoundedEventStream(Stream inner) : Stream
{
    /// <summary>Bytes of one event, comments before it included.</summary>
    public const int MostEvent = 1024 * 1024;

    private int _length;
    private bool _atLineStart = true;
    private bool _afterReturn;

    public long Bytes { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <exception cref="PeerMisbehavedException">The event is longer than the bound.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        Count(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        Count(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // A line ends with CR, LF or both; an empty line ends the event.
    private void Count(ReadOnlySpan<byte> read)
    {
        Bytes += read.Length;
        foreach (var octet in read)
        {
            var second = octet == '\n' && _afterReturn;
            _afterReturn = octet == '\r';
            if (octet is not ((byte)'\n' or (byte)'\r'))
            {
                _atLineStart = false;
            }
            else if (!second)
            {
                _length = _atLineStart ? 0 : _length;
                _atLineStart = true;
            }

            if (++_length > MostEvent)
            {
                throw new PeerMisbehavedException("sync.event-too-long");
            }
        }
    }
}
