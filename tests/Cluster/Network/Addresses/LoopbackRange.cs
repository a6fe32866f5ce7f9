using System.Globalization;
using System.Net;

namespace CanaryMesh.Cluster.Network;

/// <summary>The addresses 127.x.0.0 to 127.x.255.255.</summary>
public readonly record struct LoopbackRange(byte Octet)
{
    /// <summary>How many addresses can be handed out: the first of each block of 256 and the last stay unused.</summary>
    public static int Size => 256 * 254;

    public IPAddress this[int index] => new([127, Octet, (byte)(index / 254), (byte)((index % 254) + 1)]);

    public bool Contains(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        return address.TryWriteBytes(bytes, out var written) && written == 4 && bytes[0] == 127 && bytes[1] == Octet;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"127.{Octet}.0.0/16");
}
