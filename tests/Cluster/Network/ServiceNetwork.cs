using System.Net;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster.Network;

/// <summary>Carries connections to Services' cluster IPs to their ready endpoints, and gives Services names.</summary>
public sealed class ServiceNetwork : IServiceResolver, IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, JsonObject> services = [];
    private readonly Dictionary<string, JsonObject> slices = [];
    private readonly Dictionary<IPEndPoint, ServiceListener> listeners = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly NetworkOptions options;
    private readonly HostsSource hosts;
    private readonly ILogger log;
    private Task running = Task.CompletedTask;
    private volatile IReadOnlyList<ServicePort> ports = [];

    private ServiceNetwork(NetworkOptions options, HostsSource hosts, ILogger log)
    {
        this.options = options;
        this.hosts = hosts;
        this.log = log;
    }

    public static ServiceNetwork Start(NetworkOptions options, IClusterApi api, HostsSource hosts, ILoggerFactory logs)
    {
        var network = new ServiceNetwork(options, hosts, logs.CreateLogger<ServiceNetwork>());
        network.running = Task.WhenAll(
            ObjectWatch.FollowAsync(api, NodeKinds.Services, change => network.Note(network.services, change), network.log, network.stopping.Token),
            ObjectWatch.FollowAsync(api, NodeKinds.EndpointSlices, change => network.Note(network.slices, change), network.log, network.stopping.Token));
        return network;
    }

    public IPEndPoint? Resolve(string @namespace, string name, int port)
    {
        var found = ports.FirstOrDefault(candidate => candidate.Namespace == @namespace && candidate.Service == name && candidate.Port == port);
        return found is { Endpoints.Count: > 0 } ? found.Endpoints[Random.Shared.Next(found.Endpoints.Count)] : null;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (gate)
        {
            foreach (var listener in listeners.Values)
            {
                listener.Dispose();
            }

            listeners.Clear();
        }

        stopping.Dispose();
    }

    private void Note(Dictionary<string, JsonObject> objects, ClusterEvent change)
    {
        lock (gate)
        {
            var uid = ObjectMeta.Uid(change.Object);
            if (change.Type == "DELETED")
            {
                objects.Remove(uid);
            }
            else
            {
                objects[uid] = change.Object;
            }

            Apply();
        }
    }

    private void Apply()
    {
        var byService = slices.Values.ToLookup(slice => (ObjectMeta.Namespace(slice), ObjectMeta.Label(slice, ServiceTable.ServiceLabel)));
        List<ServicePort> fresh = [];
        List<HostName> names = [];
        foreach (var service in services.Values)
        {
            JsonObject[] own = [.. byService[(ObjectMeta.Namespace(service), ObjectMeta.Name(service))]];
            fresh.AddRange(ServiceTable.Ports(service, own));
            names.AddRange(Names(service, own));
        }

        ports = fresh;
        hosts.Set([.. names.OrderBy(name => name.Namespace, StringComparer.Ordinal).ThenBy(name => name.Service, StringComparer.Ordinal)]);
        Listen(fresh);
    }

    private static IEnumerable<HostName> Names(JsonObject service, JsonObject[] own)
    {
        var addresses = ServiceTable.ClusterIp(service) is { } clusterIp
            ? [clusterIp]
            : ServiceTable.ReadyAddresses(own).Select(address => address.ToString());
        return addresses.Select(address => new HostName(ObjectMeta.Namespace(service), ObjectMeta.Name(service), address));
    }

    private void Listen(List<ServicePort> fresh)
    {
        HashSet<IPEndPoint> wanted = [];
        foreach (var port in fresh)
        {
            if (port.IsHeadless || !IPAddress.TryParse(port.ClusterIp, out var address) || !IPAddress.IsLoopback(address))
            {
                continue;
            }

            var place = new IPEndPoint(address, port.Port);
            wanted.Add(place);
            if (!listeners.TryGetValue(place, out var listener))
            {
                listener = new ServiceListener(place, new EndpointPool(options.RemovalDelay, options.Time), options.Time, log);
                listeners[place] = listener;
            }

            listener.Set(port.Endpoints);
        }

        foreach (var place in listeners.Keys.Except(wanted).ToList())
        {
            listeners.Remove(place, out var gone);
            gone?.Dispose();
        }
    }
}
