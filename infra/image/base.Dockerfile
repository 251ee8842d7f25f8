# Stands in for the official Node image where no registry of images can be reached: Debian, Node and npm of this
# machine, and the user `node`. Tests build on it; a release never does.
FROM scratch
ADD debian.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
    && echo 'node:x:1000:' >> /etc/group \
    && echo 'node:x:1000:1000::/home/node:/bin/sh' >> /etc/passwd \
    && mkdir --mode=0700 /home/node \
    && chown node:node /home/node
CMD ["node"]
