import java.nio.file.Path;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One OpenSearch node in a directory and on a port of the caller's choice, until it is told to stop. */
public class SearchServer {
    public static void main(String[] args) throws InterruptedException {
        Path directory = Path.of(args[0]).toAbsolutePath();
        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> {
            settings.put("http.port", args[1]);
            settings.put("transport.port", "0");
            settings.put("network.host", "127.0.0.1");
        });
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner)));
        runner.build(OpenSearchRunner.newConfigs()
            .basePath(directory.toString())
            .clusterName("soomcare-" + args[1])
            .numOfNode(1)
            .pluginTypes(NoriPlugin.class.getName()));
        // The node's own threads do not keep the process alive.
        Thread.currentThread().join();
    }

    private static void close(OpenSearchRunner runner) {
        try {
            runner.close();
        } catch (Exception error) {
            throw new IllegalStateException("the node did not close", error);
        }
    }
}
