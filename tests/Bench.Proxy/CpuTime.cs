using System.Runtime.InteropServices;

namespace CanaryMesh.Bench.Proxy;

/// <summary>The kernel's struct timespec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CpuTime(long Seconds, long Nanoseconds);
