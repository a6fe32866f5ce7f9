using System.Buffers;

namespace CanaryMesh.Webhook.Admission;

/// <summary>The bytes of one review, in a buffer that is given back; charged in steps, as they arrive.</summary>
internal sealed class ReviewBody(BodyReader owner) : IDisposable
{
    private byte[] _buffer = [];
    private int _charged;

    public int Length { get; set; }

    public BodyFault? Fault { get; set; }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, Length);

    public Memory<byte> Free => _buffer.AsMemory(Length);

    /// <summary>Makes room; false if all bodies together hold too much already.</summary>
    public bool TryGrow(int room)
    {
        if (_buffer.Length > Length)
        {
            return true;
        }

        var wanted = Math.Max(room, _buffer.Length * 2);
        if (!owner.TryHold(wanted - _charged))
        {
            return false;
        }

        _charged = wanted;
        var larger = ArrayPool<byte>.Shared.Rent(wanted);
        Bytes.CopyTo(larger);
        GiveBack();
        _buffer = larger;
        return true;
    }

    public void Empty()
    {
        GiveBack();
        owner.Release(_charged);
        (_charged, Length) = (0, 0);
    }

    public void Dispose() => Empty();

    private void GiveBack()
    {
        if (_buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _buffer = [];
    }
}
