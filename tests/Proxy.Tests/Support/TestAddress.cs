using System.Net;

namespace CanaryMesh.Proxy.Tests.Support;

/// <summary>A loopback address of its own for each pod of a test, so that fixed port numbers never meet.</summary>
internal static class TestAddress
{
    private static int _last;

    public static IPAddress Next()
    {
        var number = Interlocked.Increment(ref _last);
        return new IPAddress([127, (byte)(64 + (Environment.ProcessId % 150)), (byte)(number >> 8), (byte)(1 + (number & 0x7F))]);
    }
}
