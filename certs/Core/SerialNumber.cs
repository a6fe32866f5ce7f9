using System.Security.Cryptography;

namespace CanaryMesh.Certs;

internal static class SerialNumber
{
    // 128 random bits, positive and without a leading zero byte, as DER wants it.
    public static byte[] Draw()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
