using System.Net;
using k8s;
using k8s.Authentication;

namespace CanaryMesh.Analyzer.Kubernetes;

/// <summary>Address, TLS and credentials of the API server. KubernetesClient supplies those and nothing else.</summary>
internal sealed class KubeConnection : IDisposable
{
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(10);
    private readonly HttpClient _client;
    private readonly ServiceClientCredentials? _credentials;
    private readonly k8s.Kubernetes? _owned;

    /// <summary>A connection without credentials, for a client that the caller keeps.</summary>
    public KubeConnection(HttpClient client, Uri address)
    {
        _client = client;
        Address = address;
    }

    private KubeConnection(k8s.Kubernetes library)
        : this(library.HttpClient, library.BaseUri)
    {
        _credentials = library.Credentials;
        _owned = library;
    }

    public Uri Address { get; }

    /// <summary>In the cluster: the pod's own account. Outside: the kubeconfig named by the argument or by KUBECONFIG.</summary>
    public static KubeConnection Open(string? kubeconfig = null)
    {
        var configuration = kubeconfig is not null ? KubernetesClientConfiguration.BuildConfigFromConfigFile(kubeconfig)
            : KubernetesClientConfiguration.BuildDefaultConfig();
        return Open(configuration);
    }

    public static KubeConnection Open(KubernetesClientConfiguration configuration)
    {
        configuration.FirstMessageHandlerSetup = handler =>
        {
            if (handler is SocketsHttpHandler sockets)
            {
                // The library's own ping comes after three minutes: a half-open connection must be noticed before the watches give up on it.
                sockets.KeepAlivePingDelay = PingDelay;
                sockets.KeepAlivePingTimeout = PingTimeout;
                sockets.EnableMultipleHttp2Connections = true;
                sockets.AllowAutoRedirect = false;
            }
        };
        return new KubeConnection(new k8s.Kubernetes(configuration));
    }

    public const string Json = "application/json";

    /// <summary>Instead of an object, what is said about it.</summary>
    public const string MetadataOnly = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

    /// <summary>The same of a list.</summary>
    public const string MetadataListOnly = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";

    /// <summary>Sends and returns as soon as the headers are there.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string pathAndQuery, HttpContent? content, CancellationToken cancellation, string accepted = Json)
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, pathAndQuery))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = content,
        };
        request.Headers.Accept.ParseAdd(accepted);
        if (_credentials is not null)
        {
            await _credentials.ProcessHttpRequestAsync(request, cancellation);
        }

        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public void Dispose() => _owned?.Dispose();
}
