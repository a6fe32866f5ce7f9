using System.Net;

namespace CanaryMesh.Cluster.Network;

/// <summary>Hands out addresses of a range in turn; one that came back rests before it is used again.</summary>
public sealed class AddressPool(LoopbackRange range, TimeSpan rest, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly HashSet<IPAddress> taken = [];
    private readonly Dictionary<IPAddress, DateTimeOffset> resting = [];
    private int next = 1;

    public LoopbackRange Range => range;

    public IPAddress Take()
    {
        lock (gate)
        {
            for (var attempt = 0; attempt < LoopbackRange.Size; attempt++)
            {
                var address = range[next];
                next = (next + 1) % LoopbackRange.Size;
                if (next == 0)
                {
                    next = 1;
                }

                if (IsRested(address) && taken.Add(address))
                {
                    return address;
                }
            }
        }

        throw new InvalidOperationException($"The range {range} is used up.");
    }

    /// <summary>False if the address is outside the range or in use.</summary>
    public bool TryTake(IPAddress address)
    {
        lock (gate)
        {
            return range.Contains(address) && taken.Add(address);
        }
    }

    public void Return(IPAddress address)
    {
        lock (gate)
        {
            if (taken.Remove(address))
            {
                resting[address] = time.GetUtcNow() + rest;
            }
        }
    }

    private bool IsRested(IPAddress address)
    {
        if (!resting.TryGetValue(address, out var until))
        {
            return true;
        }

        return time.GetUtcNow() >= until && resting.Remove(address);
    }
}
